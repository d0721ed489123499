import { describe, expect, test } from 'vitest'
import type { Role } from '../contract/accounts.ts'
import { AppError } from '../errors.ts'
import { authorise, can, permissionsOf, type ThreadSubject, type Verb, verbs } from './permissions.ts'

const roles: readonly Role[] = ['agent', 'supervisor', 'trainer', 'admin']
const person = (role: Role) => ({ id: 'me', role, queues: ['orders'] })

const threads = {
  bot: { control: 'bot' },
  waiting: { control: 'requested', queue: 'orders' },
  waitingElsewhere: { control: 'requested', queue: 'billing' },
  offered: { control: 'requested', queue: 'billing', offeredTo: 'me' },
  mine: { control: 'agent', queue: 'orders', agent: 'me' },
  theirs: { control: 'agent', queue: 'orders', agent: 'else' },
  theirsElsewhere: { control: 'agent', queue: 'billing', agent: 'else' },
  movedByMe: { control: 'requested', queue: 'billing', movedBy: 'me' },
} satisfies Record<string, ThreadSubject>
type Kind = keyof typeof threads
const everyKind = Object.keys(threads) as Kind[]

const near: Kind[] = ['bot', 'waiting', 'offered', 'mine', 'theirs']
const none: Kind[] = []
/** Which threads each role may do each thing to; every verb about threads must be here. */
const matrix: Record<Extract<Verb, `thread.${string}`>, Record<Role, Kind[]>> = {
  'thread.read': { agent: near, supervisor: everyKind, trainer: everyKind, admin: everyKind },
  'thread.reply': { agent: ['mine'], supervisor: ['mine'], trainer: none, admin: everyKind },
  'thread.note': { agent: near, supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.draft': { agent: near, supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.correct': { agent: near, supervisor: everyKind, trainer: everyKind, admin: everyKind },
  'thread.claim': {
    agent: ['bot', 'waiting', 'offered'],
    supervisor: everyKind,
    trainer: none,
    admin: everyKind,
  },
  'thread.accept': { agent: ['offered'], supervisor: ['offered'], trainer: none, admin: everyKind },
  'thread.decline': { agent: ['offered'], supervisor: ['offered'], trainer: none, admin: everyKind },
  'thread.assign': { agent: ['mine'], supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.transfer': { agent: ['mine'], supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.takeover': { agent: none, supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.handBack': { agent: ['mine'], supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.spam': {
    agent: ['bot', 'waiting', 'offered', 'mine'],
    supervisor: everyKind,
    trainer: none,
    admin: everyKind,
  },
  'thread.reopen': { agent: ['bot'], supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.undo': { agent: ['movedByMe'], supervisor: everyKind, trainer: none, admin: everyKind },
  'thread.close': { agent: ['mine'], supervisor: everyKind, trainer: none, admin: everyKind },
}
const threadVerbs = verbs.filter((verb) => verb.startsWith('thread.')) as (keyof typeof matrix)[]

describe('can', () => {
  test('every verb about threads is in the matrix', () => {
    expect(Object.keys(matrix).toSorted()).toEqual(threadVerbs.toSorted())
  })

  test.each(threadVerbs.flatMap((verb) => roles.map((role) => [verb, role] as const)))(
    '%s by %s',
    (verb, role) => {
      const allowed = everyKind.filter((kind) => can(person(role), verb, threads[kind]))
      expect(allowed.toSorted()).toEqual(matrix[verb][role].toSorted())
    },
  )

  const everybody = [
    'agents.read',
    'account.write',
    'customer.read',
    'desk.read',
    'knowledge.read',
    'mention.read',
    'me.read',
    'me.write',
    'session.end',
    'session.read',
    'task.read',
  ] as const
  const content = ['canned.own', 'canned.write', 'knowledge.write'] as const
  test.each([
    ['agent', [...everybody, 'canned.own', 'customer.block', 'customer.write', 'presence.set']],
    [
      'supervisor',
      [
        ...everybody,
        ...content,
        'customer.block',
        'customer.export',
        'customer.import',
        'customer.write',
        'health.read',
        'insights.read',
        'presence.set',
        'settings.read',
        'tags.write',
        'training.read',
        'views.share',
      ],
    ],
    [
      'trainer',
      [
        ...everybody,
        ...content,
        'settings.read',
        'tags.write',
        'training.label',
        'training.read',
        'training.run',
        'training.use',
      ],
    ],
    ['admin', verbs.filter((verb) => !verb.startsWith('thread.'))],
  ] as const)('%s, beside threads, may exactly this', (role, allowed) => {
    const shown = permissionsOf(person(role)).filter((verb) => !verb.startsWith('thread.'))
    expect(shown.toSorted()).toEqual([...allowed].toSorted())
  })

  test('an agent of no queue sees no queue', () => {
    expect(can({ id: 'me', role: 'agent', queues: [] }, 'thread.read', threads.waiting)).toBe(false)
    expect(can({ id: 'me', role: 'agent', queues: [] }, 'thread.read', { control: 'requested' })).toBe(false)
  })

  test('a changed right counts at once', () => {
    expect(can({ ...person('agent'), queues: ['billing'] }, 'thread.read', threads.waiting)).toBe(false)
    expect(can({ ...person('agent'), role: 'supervisor' }, 'thread.read', threads.theirsElsewhere)).toBe(true)
  })
})

describe('authorise', () => {
  test('throws forbidden', () => {
    expect(() => authorise(person('trainer'), 'thread.reply', threads.mine)).toThrow(AppError)
    expect(() => authorise(person('agent'), 'thread.reply', threads.mine)).not.toThrow()
  })
})
