import type { Row } from '@parley/server/contract'
import { expect, test } from 'vitest'
import { alertOf } from './alerts.ts'
import { othersOf } from './who.ts'

const row = (patch: Partial<Row> = {}): Row => ({
  id: 't',
  head: 5,
  episode: 1,
  status: 'open',
  control: 'agent',
  epoch: 1,
  agent: { id: 'me', name: 'Me' },
  customer: { id: 'c', name: 'Amelia', vip: false },
  channel: 'web',
  preview: { by: 'customer', text: 'hello' },
  unanswered: 1,
  openedAt: 0,
  movedAt: 100,
  ...patch,
})
const before = row({ head: 4, movedAt: 90, unanswered: 0 })
const elsewhere = { agent: { id: 'you', name: 'You' } }
const reasonIn = (scope: 'mentions' | 'mine' | 'queues' | 'all', was: Row | undefined, now: Row) =>
  alertOf(was, now, { me: 'me', scope, since: 50 })?.reason

test('what a customer writes rings for who has the conversation, and for who wants everything', () => {
  expect(reasonIn('mine', before, row())).toBe('message')
  expect(reasonIn('mine', before, row(elsewhere))).toBeUndefined()
  expect(reasonIn('all', before, row(elsewhere))).toBe('message')
  expect(reasonIn('mentions', before, row())).toBeUndefined()
  expect(reasonIn('mine', before, row({ preview: { by: 'bot', text: 'hi' } }))).toBeUndefined()
})

test('the same news twice, an old row seen for the first time, and what is closed do not ring', () => {
  expect(reasonIn('all', row(), row())).toBeUndefined()
  expect(reasonIn('all', undefined, row({ movedAt: 10 }))).toBeUndefined()
  expect(reasonIn('all', before, row({ status: 'closed' }))).toBeUndefined()
})

test('who begins to wait rings once, for whom the queues are watched', () => {
  const { agent: _nobody, ...free } = row({
    control: 'requested',
    preview: { by: 'bot', text: 'one moment' },
  })
  expect(reasonIn('queues', { ...free, control: 'bot', head: 4 }, free)).toBe('waiting')
  expect(reasonIn('queues', { ...free, head: 4 }, free)).toBeUndefined()
  expect(reasonIn('mine', { ...free, control: 'bot', head: 4 }, free)).toBeUndefined()
})

test('colleagues count once however many tabs and servers, oneself not at all, and the silent are forgotten', () => {
  const at = (id: string, server: string, until: number) => ({ id, name: id, server, until })
  const viewers = [
    ...[at('dana', 'a', 20), at('dana', 'b', 20), at('mei', 'b', 20)],
    ...[at('me', 'a', 20), at('gone', 'b', 5)],
  ]
  // The last key of somebody who has closed the conversation since says nothing any more.
  const typing = ['mei', 'left'].map((id) => ({ id, name: id, type: 'agent' as const, until: 20 }))
  expect(othersOf({ viewers, typing, me: 'me', now: 10 })).toEqual([
    { id: 'mei', name: 'mei', types: true },
    { id: 'dana', name: 'dana', types: false },
  ])
})
