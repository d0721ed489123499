import type { Row } from '@parley/server/contract'
import { expect, test } from 'vitest'
import { ownershipOf, rightsOn } from './ownership.ts'

const row: Row = {
  id: 't',
  head: 1,
  episode: 1,
  status: 'open',
  control: 'requested',
  epoch: 1,
  customer: { id: 'c', name: 'Li Ting', vip: false },
  channel: 'web',
  unanswered: 1,
  openedAt: 0,
  movedAt: 0,
}
const dana = { id: 'dana', name: 'Dana' }

test('says where a conversation stands for one agent', () => {
  const held: Row = { ...row, control: 'agent', agent: dana }
  const offered: Row = { ...row, offer: { agent: 'dana', until: 100 } }
  expect([
    ownershipOf(row, 'dana', 0),
    ownershipOf(held, 'dana', 0),
    ownershipOf(held, 'mei', 0),
    ownershipOf(offered, 'dana', 50),
    ownershipOf(offered, 'dana', 150),
    ownershipOf({ ...row, control: 'bot' }, 'dana', 0),
    ownershipOf({ ...held, status: 'closed' }, 'dana', 0),
  ]).toEqual(['waiting', 'mine', 'other', 'offered', 'waiting', 'bot', 'closed'])
})

test('only who may overrule is shown how to take a colleague’s conversation', () => {
  expect(rightsOn('other', ['thread.claim']).takeOver).toBe(false)
  expect(rightsOn('other', ['thread.takeover']).takeOver).toBe(true)
  expect(rightsOn('closed', ['thread.takeover']).passOn).toBe(false)
})

test('who only reads is not shown a claim', () => {
  expect(rightsOn('waiting', ['thread.read']).claim).toBe(false)
})
