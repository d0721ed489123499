import { createMongoAbility, type MongoAbility, subject as named, type RawRuleOf } from '@casl/ability'
import type { User } from '../contract/accounts.ts'
import { AppError } from '../errors.ts'

/** Everything that a signed-in person may or may not do. A new route or socket event without a verb does not compile. */
export const verbs = [
  'session.read',
  'session.end',
  'me.read',
  'me.write',
  'views.share',
  'presence.set',
  'desk.read',
  'agents.read',
  'customer.read',
  'mention.read',
  'customer.write',
  'customer.block',
  'customer.import',
  'customer.export',
  'thread.read',
  'thread.reply',
  'thread.note',
  'thread.draft',
  'thread.correct',
  'thread.claim',
  'thread.accept',
  'thread.decline',
  'thread.assign',
  'thread.transfer',
  'thread.takeover',
  'thread.handBack',
  'thread.close',
  'thread.reopen',
  'thread.undo',
  'thread.spam',
  'settings.read',
  'settings.write',
  'tags.write',
  'knowledge.read',
  'knowledge.write',
  'canned.own',
  'canned.write',
  'training.read',
  'training.label',
  'training.run',
  'training.use',
  'people.read',
  'people.write',
  'account.write',
  'task.read',
  'insights.read',
  'install.read',
  'install.write',
  'metrics.read',
  'health.read',
] as const
export type Verb = (typeof verbs)[number]

/** What the rules must know of a thread. */
export interface ThreadSubject {
  control: 'bot' | 'requested' | 'agent'
  queue?: string | undefined
  /** Id of the agent who owns it. */
  agent?: string | undefined
  /** Id of the agent to whom it is offered now. */
  offeredTo?: string | undefined
  /** Id of whoever may take back what was done to it last. */
  movedBy?: string | undefined
}

type Person = Pick<User, 'id' | 'role' | 'queues'>
type Ability = MongoAbility<[Verb, 'desk' | 'thread' | ThreadSubject]>
type Rule = RawRuleOf<Ability>

/**
 * The one place that says who may do what, for HTTP and for sockets. Without a subject it answers whether there is
 * any thread that the person may do this to: enough for showing a button, never for doing the thing.
 */
export function can(person: Person, verb: Verb, subject?: ThreadSubject): boolean {
  if (!verb.startsWith('thread.')) return abilityOf(person).can(verb, 'desk')
  return abilityOf(person).can(verb, subject ? named('thread', { ...subject }) : 'thread')
}

/** @throws AppError `forbidden` when the person may not do this */
export function authorise(person: Person, verb: Verb, subject?: ThreadSubject): void {
  if (!can(person, verb, subject)) throw new AppError('forbidden', { details: { verb } })
}

/** The verbs that the console may show to this person. */
export function permissionsOf(person: Person): Verb[] {
  return verbs.filter((verb) => can(person, verb))
}

const everyone: Rule[] = [
  {
    action: [
      'session.read',
      'session.end',
      'me.read',
      'me.write',
      'account.write',
      'desk.read',
      'agents.read',
      'customer.read',
      'mention.read',
      'knowledge.read',
      'task.read',
    ],
    subject: 'desk',
  },
]
const writesContent = ['knowledge.write', 'canned.own', 'canned.write'] as const
const worksOnThreads: Rule[] = [
  { action: ['presence.set', 'customer.write', 'customer.block'], subject: 'desk' },
]

function rulesOf({ id, role, queues }: Person): Rule[] {
  const inQueue = { queue: { $in: queues } }
  const own = { agent: id, control: 'agent' }
  const offered = { offeredTo: id }
  switch (role) {
    case 'agent':
      return [
        ...everyone,
        ...worksOnThreads,
        { action: 'canned.own', subject: 'desk' },
        ...[inQueue, { control: 'bot' }, { agent: id }, offered].map(
          (conditions): Rule => ({
            action: ['thread.read', 'thread.note', 'thread.draft', 'thread.correct'],
            subject: 'thread',
            conditions,
          }),
        ),
        {
          action: ['thread.reply', 'thread.assign', 'thread.transfer', 'thread.handBack', 'thread.close'],
          subject: 'thread',
          conditions: own,
        },
        ...[{ ...inQueue, control: 'requested' }, { control: 'bot' }].map(
          (conditions): Rule => ({ action: ['thread.claim', 'thread.spam'], subject: 'thread', conditions }),
        ),
        { action: 'thread.reopen', subject: 'thread', conditions: { control: 'bot' } },
        { action: 'thread.undo', subject: 'thread', conditions: { movedBy: id } },
        ...[own, offered].map(
          (conditions): Rule => ({ action: 'thread.spam', subject: 'thread', conditions }),
        ),
        {
          action: ['thread.claim', 'thread.accept', 'thread.decline'],
          subject: 'thread',
          conditions: offered,
        },
      ]
    case 'supervisor':
      return [
        ...everyone,
        ...worksOnThreads,
        { action: threadVerbs.filter((verb) => !personal.has(verb)), subject: 'thread' },
        { action: 'thread.reply', subject: 'thread', conditions: own },
        { action: ['thread.accept', 'thread.decline'], subject: 'thread', conditions: offered },
        {
          action: [
            'health.read',
            'insights.read',
            'settings.read',
            'tags.write',
            'training.read',
            'views.share',
          ],
          subject: 'desk',
        },
        { action: [...writesContent], subject: 'desk' },
        {
          action: [
            'health.read',
            'insights.read',
            'settings.read',
            'tags.write',
            'customer.import',
            'customer.export',
          ],
          subject: 'desk',
        },
      ]
    case 'trainer':
      return [
        ...everyone,
        { action: ['thread.read', 'thread.correct'], subject: 'thread' },
        {
          action: [
            'settings.read',
            'tags.write',
            'training.read',
            'training.label',
            'training.run',
            'training.use',
          ],
          subject: 'desk',
        },
        { action: [...writesContent], subject: 'desk' },
      ]
    case 'admin':
      return [
        { action: [...verbs], subject: 'desk' },
        { action: threadVerbs, subject: 'thread' },
      ]
  }
}
const threadVerbs = verbs.filter((verb) => verb.startsWith('thread.'))
// Speaking as the owner and answering an offer cannot be done for someone else.
const personal: ReadonlySet<Verb> = new Set(['thread.reply', 'thread.accept', 'thread.decline'])

// Built once for each set of rights: many sockets of one person ask on every event.
const abilities = new Map<string, Ability>()
const ABILITIES_IN_MEMORY = 1000

function abilityOf(person: Person): Ability {
  const key = JSON.stringify([person.id, person.role, person.queues])
  const known = abilities.get(key)
  if (known) return known
  if (abilities.size >= ABILITIES_IN_MEMORY) abilities.clear()
  const ability = createMongoAbility<Ability>(rulesOf(person))
  abilities.set(key, ability)
  return ability
}
