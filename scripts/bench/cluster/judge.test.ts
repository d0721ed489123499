import { expect, test } from 'vitest'
import { judge, sumOf } from './judge.ts'

test.each<[string, string[], string[], [lost: number, doubled: number, misordered: number]]>([
  ['all in its place', ['a', 'b', 'c'], ['a', 'b', 'c'], [0, 0, 0]],
  ['more than was acknowledged in time', ['a', 'b'], ['a', 'b', 'c'], [0, 0, 0]],
  ['one missing', ['a', 'b', 'c'], ['a', 'c'], [1, 0, 0]],
  ['one there twice', ['a', 'b'], ['a', 'a', 'b'], [0, 1, 0]],
  ['two that changed places', ['a', 'b', 'c'], ['a', 'c', 'b'], [0, 0, 1]],
])('%s', (_what, acknowledged, logged, [lost, doubled, misordered]) => {
  expect(judge(acknowledged, logged)).toEqual({
    acknowledged: acknowledged.length,
    lost,
    doubled,
    misordered,
  })
})

test('conversations are summed up', () => {
  expect(sumOf([judge(['a'], []), judge(['b', 'c'], ['b', 'c'])])).toEqual({
    acknowledged: 3,
    lost: 1,
    doubled: 0,
    misordered: 0,
  })
})
