import { expect, test } from 'vitest'
import { judgeMessages, judgeOffers } from './judge.ts'

const asked = [
  { thread: 't', at: 1000 },
  { thread: 't', at: 5000 },
  { thread: 'u', at: 2000 },
]
const shown = [
  { thread: 't', agent: 'a', at: 1200 },
  { thread: 'u', agent: 'c', at: 2050 },
  { thread: 't', agent: 'b', at: 5300 },
]
const offered = new Map([
  ['t', ['a', 'b']],
  ['u', ['c']],
])

test('each wish takes as long as the first offer after it', () => {
  expect(judgeOffers(asked, shown, offered)).toEqual({
    times: [200, 300, 50],
    unheard: 0,
    wrong: 0,
    unshown: 0,
  })
})

test('an offer on the console of somebody else is wrong', () => {
  const other = shown.map((one) => (one.thread === 'u' ? { ...one, agent: 'a' } : one))
  expect(judgeOffers(asked, other, offered)).toMatchObject({ wrong: 1, unheard: 0, unshown: 0 })
})

test('an offer on one console more is wrong', () => {
  const twice = [...shown, { thread: 'u', agent: 'd', at: 2060 }]
  expect(judgeOffers(asked, twice, offered)).toMatchObject({ wrong: 1, unheard: 0 })
})

test('an offer that no console showed is told, and so is the wish', () => {
  const fewer = shown.filter(({ thread }) => thread !== 'u')
  expect(judgeOffers(asked, fewer, offered)).toMatchObject({ unheard: 1, unshown: 1, wrong: 0 })
})

test('a bare message counts once and at its own client only', () => {
  const sent = new Map([
    ['m1', { client: 1, at: 10 }],
    ['m2', { client: 2, at: 20 }],
    ['m3', { client: 3, at: 30 }],
  ])
  const heard = [
    { client: 1, of: 'm1', at: 14 },
    { client: 9, of: 'm2', at: 22 },
    { client: 1, of: 'm1', at: 15 },
  ]
  expect(judgeMessages(sent, heard)).toEqual({ times: [4], unheard: 1, wrong: 2, unshown: 1 })
})
