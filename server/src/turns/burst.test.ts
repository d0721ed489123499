import { expect, test } from 'vitest'
import type { InboxEvent } from '../ingest/event.ts'
import { MAX_BURST, nextBurst } from './burst.ts'

const event = (kind: InboxEvent['kind'], bytes = 100) => ({ kind, body: Buffer.alloc(bytes) }) as InboxEvent
const kinds = (events: readonly InboxEvent[]) => events.map((one) => one.kind)

test('takes the leading run of messages as one turn, and everything else alone', () => {
  expect(kinds(nextBurst([event('message'), event('message'), event('reply'), event('message')], 1))).toEqual(
    ['message', 'message'],
  )
  expect(kinds(nextBurst([event('reply'), event('message')], 1))).toEqual(['reply'])
  expect(nextBurst([], 1)).toEqual([])
})

test('keeps a burst within its count, whatever its messages weigh', () => {
  const many = Array.from({ length: 15 }, () => event('message', 60_000))
  expect(nextBurst(many, 1)).toHaveLength(MAX_BURST)
})

test('goes one by one after a failed try, so that what cannot be handled shows', () => {
  expect(nextBurst([event('message'), event('message')], 2)).toHaveLength(1)
})
