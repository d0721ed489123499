import type { Entry } from '@parley/server/contract'
import { expect, test } from 'vitest'
import { type LogItem, logItems } from './log-items.ts'

const START = Date.UTC(2026, 10, 22, 12)

function said(seq: number, by: 'customer' | 'bot' = 'customer', at = START + seq * 1000): Entry {
  return {
    thread: 't_1',
    seq,
    at,
    by: { type: by, id: by },
    body: { kind: 'message', parts: [{ type: 'text', text: `words ${seq}` }] },
  } as Entry
}

function understood(seq: number, of: number): Entry {
  return { thread: 't_1', seq, at: START, by: { type: 'bot' }, body: { kind: 'understanding', of } } as Entry
}

const same = (a: readonly LogItem[], b: readonly LogItem[]) =>
  a.filter((item, index) => item === b[index]).length

test('one more message leaves every line before it the same object', () => {
  const entries = [said(1), said(2, 'bot'), said(3)]
  const before = logItems(entries, [])
  const after = logItems([...entries, said(4)], [])
  expect(after).toHaveLength(before.length + 1)
  expect(same(before, after)).toBe(before.length)
})

test('a line that says something else is another object, and only that', () => {
  const entries = [said(1), said(2)]
  const before = logItems(entries, [])
  const read = logItems([...entries, understood(3, 1)], [])
  expect(same(before, read)).toBe(before.length - 1)
  expect(read[1]).toMatchObject({ kind: 'message', understanding: { of: 1 } })

  // Older ones came in front: the first of the group is another now.
  const older = logItems([said(0), ...entries], [])
  expect(older.slice(1)).toMatchObject([{ first: true }, { first: false }, { first: false }])
})

test('whoever reads at the very top finds the same line there when older ones come in front of it', () => {
  const page = [said(51), said(52)]
  const before = logItems(page, [], undefined, true)
  expect(before.map(({ kind }) => kind)).toEqual(['message', 'message'])
  const after = logItems([said(49), said(50), ...page], [], undefined, true)
  expect(after.map(({ key }) => key)).toEqual(['e49', 'e50', 'e51', 'e52'])
  const whole = logItems([said(1), ...page], [], undefined, false)
  expect(whole.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'message'])
})

test('an end that was taken back is one line, one that somebody undid later is two', () => {
  const status = { kind: 'status', from: 'closed', to: 'open' }
  const event = (seq: number, body: object) => ({ ...said(seq), by: { type: 'agent' }, body }) as Entry
  const keysAfter = (change: string) =>
    logItems([said(1), event(2, status), event(3, { kind: 'assignment', change, epoch: 3 })], [])
      .filter(({ kind }) => kind === 'event')
      .map(({ key }) => key)
  expect(keysAfter('taken_back')).toEqual(['e3'])
  expect(keysAfter('claimed')).toEqual(['e2', 'e3'])
})
