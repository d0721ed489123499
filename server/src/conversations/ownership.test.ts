import { describe, expect, test } from 'vitest'
import { dana, now, thread, tom } from '../../test/support/thread.ts'
import { AppError } from '../errors.ts'
import { wrapUp } from './ending.ts'
import { offer, offerPassed, toFallback } from './offering.ts'
import { assign, claim, decline, handBack, putBack, transfer } from './ownership.ts'
import type { Thread } from './thread.ts'

const waiting = (more: Partial<Thread> = {}) =>
  thread({ control: 'requested', epoch: 1, queue: 'orders', ...more })
const owned = (more: Partial<Thread> = {}) =>
  thread({ control: 'agent', epoch: 2, queue: 'orders', agent: dana, ...more })

function refusal(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

describe('who owns a conversation', () => {
  test('a waiting one is claimed: a new epoch, nothing left of the offer', () => {
    const { set, entries } = claim(
      waiting({ offer: { agent: 'tom', until: new Date(now) }, nextOfferAt: new Date(now) }),
      dana,
      1,
      now,
    )
    expect(set).toMatchObject({
      control: 'agent',
      epoch: 2,
      agent: dana,
      offer: undefined,
      nextOfferAt: undefined,
    })
    expect(entries).toHaveLength(1)
    expect(entries[0]?.body).toMatchObject({ change: 'claimed', epoch: 2 })
    expect(entries[0]?.public).toBe(true)
  })

  test('claiming what was offered to oneself is accepting', () => {
    const { entries } = claim(waiting({ offer: { agent: 'dana', until: new Date(now) } }), dana, 1, now)
    expect(entries[0]?.body).toMatchObject({ change: 'accepted' })
  })

  test.each([
    ['what somebody has', () => claim(owned(), tom, 2, now), 'already_taken'],
    ['with an old epoch', () => claim(waiting({ epoch: 5 }), tom, 4, now), 'already_taken'],
    ['what is closed', () => claim(waiting({ status: 'closed' }), tom, 1, now), 'conversation_closed'],
    ['declining what is not offered', () => decline(waiting(), tom, now), 'wrong_state'],
    [
      'handing back what another has',
      () => handBack(owned(), tom, { epoch: 2, seenSeq: 9 }, '{}'),
      'not_owner',
    ],
    [
      'handing back with an old epoch',
      () => handBack(owned(), dana, { epoch: 1, seenSeq: 9 }, '{}'),
      'not_owner',
    ],
    [
      'wrapping up what another has',
      () =>
        wrapUp(owned(), tom, { epoch: 2, seenSeq: 9, outcome: 'solved', askRating: true }, false, '{}', now),
      'not_owner',
    ],
    [
      'a supervisor with an old epoch',
      () =>
        wrapUp(owned(), tom, { epoch: 1, seenSeq: 9, outcome: 'solved', askRating: true }, true, '{}', now),
      'already_taken',
    ],
    [
      'handing back what was not read',
      () => handBack(owned({ customerSeq: 9 }), dana, { epoch: 2, seenSeq: 8 }, '{}'),
      'unseen_messages',
    ],
    [
      'wrapping up what was not read',
      () =>
        wrapUp(
          owned({ customerSeq: 9 }),
          dana,
          { epoch: 2, seenSeq: 8, outcome: 'solved', askRating: true },
          false,
          '{}',
          now,
        ),
      'unseen_messages',
    ],
    ['assigning what another has', () => assign(owned(), tom, tom, 2, undefined, false, now), 'not_owner'],
    [
      'transferring what another has',
      () => transfer(owned(), tom, 'billing', 2, undefined, false, now),
      'not_owner',
    ],
  ])('refuses %s', (_what, work, code) => {
    expect(refusal(work)).toBe(code)
  })

  test('every change of owner raises the epoch', () => {
    for (const change of [
      claim(waiting(), dana, 1, now),
      assign(waiting(), dana, tom, 1, undefined, false, now),
      transfer(owned(), dana, 'billing', 2, undefined, false, now),
      handBack(owned(), dana, { epoch: 2, seenSeq: 9 }, '{}'),
      wrapUp(owned(), dana, { epoch: 2, seenSeq: 9, outcome: 'solved', askRating: false }, false, '{}', now),
    ]) {
      const before = change.set.epoch === 2 ? 1 : 2
      expect(change.set.epoch).toBe(before + 1)
    }
  })
})

describe('what becomes of a conversation', () => {
  test('a transfer waits again, and is not offered back to whoever gave it away', () => {
    const { set } = transfer(owned(), dana, 'billing', 2, 'card question', false, now)
    expect(set).toMatchObject({ control: 'requested', queue: 'billing', passed: ['dana'], agent: undefined })
    expect(set.nextOfferAt?.getTime()).toBe(now)
  })

  test('handing back leaves no old count that would hand off again', () => {
    const { set, bot } = handBack(
      owned({ reason: 'misunderstood' }),
      dana,
      { epoch: 2, seenSeq: 9 },
      '{"misunderstood":0}',
    )
    expect(set).toMatchObject({ control: 'bot', queue: undefined, reason: undefined })
    expect('owed' in set).toBe(false)
    expect(bot).toBe('{"misunderstood":0}')
  })

  test('handed back without an answer, the customer is owed one; whoever takes it over owes it instead', () => {
    const { set } = handBack(
      owned({ unanswered: 2, customerSeq: 9, botSeq: 3 }),
      dana,
      { epoch: 2, seenSeq: 9 },
      '{}',
    )
    expect(set.owed).toBe(true)
    const again = claim(owned({ control: 'bot', agent: undefined, owed: true }), tom, 2, now)
    expect(again.set).toHaveProperty('owed', undefined)
  })

  test('a closed one keeps who handled it, and may be rated when asked for', () => {
    const { set } = wrapUp(
      owned(),
      dana,
      { epoch: 2, seenSeq: 9, outcome: 'solved', askRating: true },
      false,
      '{}',
      now,
    )
    expect(set).toMatchObject({ status: 'closed', control: 'bot', rating: 'open' })
    expect('agent' in set).toBe(false)
  })
})

describe('offers', () => {
  test('are made only while the conversation waits', () => {
    expect(offer(waiting(), dana, now + 5)?.set.offer).toEqual({ agent: 'dana', until: new Date(now + 5) })
    expect(offer(owned(), tom, now + 5)).toBeUndefined()
    expect(offer(waiting({ status: 'closed' }), dana, now + 5)).toBeUndefined()
  })

  test('pass when their time is over, not before, and go on to the next at once', () => {
    const offered = waiting({ offer: { agent: 'dana', until: new Date(now + 10) } })
    expect(offerPassed(offered, now + 9)).toBeUndefined()
    expect(offerPassed(offered, now + 10)?.set).toMatchObject({
      offer: undefined,
      passed: ['dana'],
      nextOfferAt: new Date(now + 10),
    })
  })

  test('go to the fallback queue, to those who did not let it pass', () => {
    expect(toFallback(waiting({ passed: ['dana', 'tom'] }), 'general', now)?.set).toMatchObject({
      queue: 'general',
    })
    expect(toFallback(owned(), 'general', now)).toBeUndefined()
  })
})

describe('putting back', () => {
  const at = new Date(now - 60_000)

  test('gives it to the queue again, for anybody else, at the place that the customer had in time', () => {
    const change = putBack(owned({ waitingSince: at }), dana, now)
    expect(change?.set).toMatchObject({
      control: 'requested',
      queue: 'orders',
      epoch: 3,
      passed: ['dana'],
      waitingSince: at,
      nextOfferAt: new Date(now),
    })
    expect(change?.entries[0]).toMatchObject({
      by: { type: 'system' },
      public: true,
      body: { change: 'transferred', agent: 'dana', agentName: 'Dana', queue: 'orders' },
    })
  })

  test('ends an offer without a word to the customer', () => {
    const offered = waiting({ offer: { agent: 'dana', until: new Date(now) }, passed: ['tom'] })
    const change = putBack(offered, dana, now)
    expect(change?.set).toMatchObject({ offer: undefined, passed: ['tom', 'dana'] })
    expect(change?.entries[0]?.public).toBeUndefined()
  })

  test.each([
    ['what somebody else has', owned({ agent: tom })],
    ['what waits for anybody', waiting()],
    ['what is closed', owned({ status: 'closed', control: 'bot' })],
  ])('leaves %s as it is', (_what, given) => {
    expect(putBack(given, dana, now)).toBeUndefined()
  })
})
