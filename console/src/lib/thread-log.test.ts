import type { Entry } from '@parley/server/contract'
import { describe, expect, test } from 'vitest'
import { applyEntries, applySnapshot, clientIdsIn, cursorOf, prependPage, unseenAfter } from './thread-log.ts'

function said(seq: number, type: 'customer' | 'agent' = 'customer', clientId?: string): Entry {
  const body = { kind: 'message' as const, parts: [], ...(clientId === undefined ? {} : { clientId }) }
  return { id: `t:${seq}`, thread: 't', seq, episode: 1, at: seq, by: { type }, body }
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => said(from + index))
const logOf = (from: number, to: number, more = false) => ({ entries: range(from, to), more })
const seqs = (log: { entries: readonly Entry[] }) => log.entries.map((entry) => entry.seq)

describe('live entries', () => {
  test('join the log', () => {
    const { log, gap } = applyEntries(logOf(1, 3), { after: 3, entries: range(4, 5) })
    expect([seqs(log), gap]).toEqual([[1, 2, 3, 4, 5], false])
  })

  test('come twice and are shown once', () => {
    const { log, gap } = applyEntries(logOf(1, 5), { after: 3, entries: range(4, 6) })
    expect([seqs(log), gap]).toEqual([[1, 2, 3, 4, 5, 6], false])
  })

  test('behind a gap are not shown but asked for', () => {
    const { log, gap } = applyEntries(logOf(1, 3), { after: 5, entries: range(6, 6) })
    expect([seqs(log), gap]).toEqual([[1, 2, 3], true])
  })

  test('with a hole inside are a gap too', () => {
    expect(applyEntries(logOf(1, 3), { after: 3, entries: [said(4), said(6)] }).gap).toBe(true)
  })
})

describe('a snapshot', () => {
  test('continues behind the cursor and keeps what is older', () => {
    const log = applySnapshot(logOf(11, 20, true), { entries: range(21, 22), more: true, resync: false })
    expect([seqs(log).length, cursorOf(log), log.more]).toEqual([12, 22, true])
  })

  test('starts over on resync', () => {
    const log = applySnapshot(logOf(1, 20), { entries: range(3, 4), more: true, resync: true })
    expect([seqs(log), log.more]).toEqual([[3, 4], true])
  })

  test('starts over when it does not join', () => {
    expect(seqs(applySnapshot(logOf(1, 20), { entries: range(40, 41), more: true, resync: false }))).toEqual([
      40, 41,
    ])
  })

  test('without news changes nothing', () => {
    const log = logOf(1, 3)
    expect(applySnapshot(log, { entries: [], more: false, resync: false })).toBe(log)
  })
})

test('an older page goes before the first, without doubles', () => {
  const log = prependPage(logOf(5, 6, true), { entries: range(3, 5), more: false })
  expect([seqs(log), log.more]).toEqual([[3, 4, 5, 6], false])
})

test("only the customer's messages count as unseen", () => {
  const log = { entries: [said(1), said(2), said(3, 'agent'), said(4)], more: false }
  expect([unseenAfter(log, 1), unseenAfter(log, 4), unseenAfter(undefined, 0)]).toEqual([2, 0, 0])
})

test('finds the ids of what was sent from here', () => {
  expect(clientIdsIn([said(1), said(2, 'agent', 'abcdefgh')])).toEqual(['abcdefgh'])
})
