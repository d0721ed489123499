import { describe, expect, test } from 'vitest'
import { dana, now, thread, tom } from '../../test/support/thread.ts'
import { AppError } from '../errors.ts'
import { type Change, threadAfter } from './append.ts'
import { wrapUp } from './ending.ts'
import { assign, claim, handBack, transfer } from './ownership.ts'
import { publicEntry } from './read.ts'
import { emptyState, type Thread } from './thread.ts'
import { ratingAt, reopen, undo, withUndo } from './undo.ts'

const UNDO_MS = 8000
const later = (ms: number) => now + ms

/** Dana has it; the customer waits for an answer. */
const owned = (more: Partial<Thread> = {}) =>
  thread({
    control: 'agent',
    epoch: 2,
    queue: 'orders',
    agent: dana,
    reason: 'asked_for_person',
    takenAt: new Date(now - 60_000),
    waitedMs: 5000,
    waitingSince: new Date(now - 9000),
    unanswered: 2,
    ...more,
  })

/** As the one commit leaves it. */
function after(before: Thread, { entries, set }: Change): Thread {
  const unset = Object.entries(set).flatMap(([field, value]) => (value === undefined ? [field] : []))
  const kept = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  return threadAfter(before, { entries: [], unset, set: { ...kept, head: before.head + entries.length } })
}

const seen = { epoch: 2, seenSeq: 9 }
const steps = {
  'wrap-up': (at: Thread) =>
    wrapUp(at, dana, { ...seen, outcome: 'solved', askRating: true }, false, '{}', now),
  transfer: (at: Thread) => transfer(at, dana, 'billing', 2, undefined, false, now),
  assign: (at: Thread) => assign(at, dana, tom, 2, undefined, false, now),
  'hand-back': (at: Thread) => handBack(at, dana, seen, '{}'),
} as const
type Step = keyof typeof steps
const every = Object.keys(steps) as Step[]
const did = (step: Step, before: Thread) =>
  after(before, withUndo(steps[step](before), before, dana, now, UNDO_MS))

function refusal(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

describe('taking a step back', () => {
  test.each(every)('%s: the conversation is as it was, one epoch later', (step) => {
    const before = owned()
    const back = after(did(step, before), undo(did(step, before), dana, 3, later(UNDO_MS)))
    const { epoch: _epoch, head: _head, bot: _bot, ...rest } = before
    expect(back).toMatchObject(rest)
    expect(back.epoch).toBe(4)
    for (const gone of ['undoable', 'closedAt', 'outcome', 'offer', 'nextOfferAt', 'owed'])
      expect(back).not.toHaveProperty(gone)
    // Once is enough.
    expect(refusal(() => undo(back, dana, 4, now))).toBe('undo_too_late')
  })

  test('what waited waits again since then, and is offered at once', () => {
    const before = thread({
      control: 'requested',
      epoch: 2,
      queue: 'orders',
      requestedAt: new Date(now - 5000),
      waitingSince: new Date(now - 5000),
      unanswered: 1,
    })
    const given = after(
      before,
      withUndo(assign(before, dana, tom, 2, undefined, true, now), before, dana, now, 1),
    )
    expect(after(given, undo(given, dana, 3, now))).toMatchObject({
      control: 'requested',
      queue: 'orders',
      requestedAt: before.requestedAt,
      waitingSince: before.waitingSince,
      nextOfferAt: new Date(now),
    })
  })

  test('the bot remembers what it knew when its conversation was closed by somebody', () => {
    const bot = Buffer.from('sealed')
    const before = thread({ epoch: 2, bot })
    const wish = { ...seen, outcome: 'solved', askRating: false }
    const closed = after(before, withUndo(wrapUp(before, dana, wish, true, '{}', now), before, dana, now, 1))
    expect(undo({ ...closed, bot: Buffer.from('fresh') }, dana, 3, now).set).toMatchObject({
      bot,
      control: 'bot',
    })
  })

  test.each(['transfer', 'hand-back'] as const)('%s: what was written since is kept', (step) => {
    const since = { customerSeq: 12, unanswered: 3, waitingSince: new Date(now + 1000) }
    const back = after(
      { ...did(step, owned()), ...since },
      undo({ ...did(step, owned()), ...since }, dana, 3, later(2000)),
    )
    expect(back).toMatchObject({
      unanswered: 3,
      customerSeq: 12,
      agent: dana,
      waitingSince: new Date(now - 9000),
    })
  })

  test('what the bot answered since is answered', () => {
    const answered = { ...did('hand-back', owned()), botSeq: 8, owed: undefined, unanswered: 0 }
    const back = after(answered, undo(answered, dana, 3, later(2000)))
    expect(back).toMatchObject({ unanswered: 0, agent: dana })
    expect(back.waitingSince).toBeUndefined()
  })

  test.each([
    ['after its time', () => undo(did('transfer', owned()), dana, 3, later(UNDO_MS + 2000))],
    ['by somebody else', () => undo(did('transfer', owned()), tom, 3, now)],
    ['of another epoch', () => undo(did('transfer', owned()), dana, 2, now)],
    ['when nothing was done', () => undo(owned(), dana, 2, now)],
    [
      'when a colleague has taken it',
      () => undo(after(did('transfer', owned()), claim(did('transfer', owned()), tom, 3, now)), dana, 3, now),
    ],
    [
      'when none is given',
      () => undo(after(owned(), withUndo(steps.transfer(owned()), owned(), dana, now, 0)), dana, 3, now),
    ],
  ])('is refused %s', (_when, work) => expect(refusal(work)).toBe('undo_too_late'))
})

describe('a closed conversation', () => {
  test('goes on with whoever opens it again, unrated', () => {
    const closed = did('wrap-up', owned())
    const open = after(closed, reopen(closed, tom, 3, later(60_000)))
    expect(open).toMatchObject({
      status: 'open',
      control: 'agent',
      agent: tom,
      epoch: 4,
      rating: 'none',
      unanswered: 0,
    })
    expect(open.episode).toBe(closed.episode)
    for (const gone of ['closedAt', 'outcome', 'undoable']) expect(open).not.toHaveProperty(gone)
  })

  test.each([
    ['that is open', () => reopen(owned(), dana, 2, now), 'wrong_state'],
    [
      'in which nothing was ever said',
      () => reopen(thread({ status: 'closed', episode: 0 }), dana, 0, now),
      'wrong_state',
    ],
    [
      'that is spam',
      () =>
        reopen(
          thread({ status: 'closed', beforeSpam: { ...emptyState(new Date()), status: 'open' } }),
          dana,
          0,
          now,
        ),
      'wrong_state',
    ],
    ['that went on meanwhile', () => reopen(did('wrap-up', owned()), dana, 2, now), 'already_taken'],
  ])('is not opened when it is one %s', (_what, work, code) => expect(refusal(work)).toBe(code))

  test('asks how it was only when its end cannot be taken back any more', () => {
    const closed = did('wrap-up', owned())
    const { rating, at = 0 } = ratingAt(closed, later(UNDO_MS))
    expect([rating, at > (closed.undoable?.until.getTime() ?? at)]).toEqual(['none', true])
    expect(ratingAt(closed, at)).toEqual({ rating: 'open' })
    expect(ratingAt(after(closed, undo(closed, dana, 3, now)), at).rating).toBe('none')
    // Without a way back it asks at once.
    expect(ratingAt({ ...closed, undoable: undefined }, now)).toEqual({ rating: 'open' })
  })
})

test('the customer sees who is back, and nothing of a place in line', () => {
  const notices = (step: Step, before = owned()) =>
    undo(did(step, before), dana, 3, now).entries.flatMap(({ public: shown, ...entry }, index) =>
      shown
        ? publicEntry({
            ...entry,
            id: 'x',
            thread: 't',
            seq: index + 1,
            publicSeq: index + 1,
            episode: 1,
            at: now,
          }).map(({ body }) => body)
        : [],
    )
  for (const step of every)
    expect(notices(step)).toEqual([{ kind: 'notice', notice: 'agent_joined', name: 'Dana' }])
})
