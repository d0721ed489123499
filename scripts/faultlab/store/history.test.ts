import { expect, test } from 'vitest'
import { History } from './history.ts'

const present = (id: string) => ({ writer: 1, ids: [id], effect: 'present' }) as const

test('what was acknowledged has to be there, what was not answered may be', () => {
  const history = new History()
  history.acknowledged(present('a'))
  history.acknowledged(present('b'))
  history.unanswered(present('c'))
  const judged = history.judge({ ids: new Map([['a', 1]]), counters: new Map() })
  expect(judged).toEqual({ lost: ['b'], duplicated: [] })
  expect(history.judge({ ids: new Map(Object.entries({ a: 1, b: 2, c: 1 })), counters: new Map() })).toEqual({
    lost: [],
    duplicated: ['b'],
  })
})

test('a removal that was acknowledged may not come back, one that was not answered may', () => {
  const history = new History()
  history.acknowledged(present('a'))
  history.acknowledged({ writer: 1, ids: ['a'], effect: 'absent' })
  history.acknowledged(present('b'))
  history.unanswered({ writer: 1, ids: ['b'], effect: 'absent' })
  const judged = history.judge({ ids: new Map(Object.entries({ a: 1 })), counters: new Map() })
  expect(judged).toEqual({ lost: ['a (its removal)'], duplicated: [] })
})

test('a counter lies between what was answered and what was asked', () => {
  const history = new History()
  Object.assign(history.counter('n'), { acknowledged: 5, unanswered: 1 })
  const judge = (n: number) => history.judge({ ids: new Map(), counters: new Map([['n', n]]) })
  expect(judge(4)).toEqual({ lost: ['n: 1 of 5'], duplicated: [] })
  for (const right of [5, 6]) expect(judge(right)).toEqual({ lost: [], duplicated: [] })
  expect(judge(7)).toEqual({ lost: [], duplicated: ['n: 1'] })
})
