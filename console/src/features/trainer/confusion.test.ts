import { expect, test } from 'vitest'
import { byGroup, mostConfused, pairsBehind, withinGroup } from './confusion.ts'

const confusion = {
  names: ['order.status', 'order.cancel', 'return.start', 'none'],
  cells: [
    { row: 0, column: 0, count: 7 },
    { row: 0, column: 1, count: 2 },
    { row: 0, column: 2, count: 1 },
    { row: 1, column: 1, count: 5 },
    { row: 2, column: 2, count: 3 },
    { row: 2, column: 3, count: 1 },
    { row: 3, column: 3, count: 4 },
  ],
}
const groupOf = (intent: string) => intent.split('.')[0] ?? intent

test('groups fold their intents, and what is out of scope stands last', () => {
  const grid = byGroup(confusion, groupOf)
  expect(grid.rows).toEqual(['order', 'return', 'none'])
  expect(grid.totals).toEqual([15, 4, 4])
  expect(grid.cell('order', 'order')).toEqual({ count: 14, share: 14 / 15 })
  expect(grid.cell('order', 'return')).toEqual({ count: 1, share: 1 / 15 })
  expect(grid.cell('return', 'order')).toEqual({ count: 0, share: 0 })
})

test('within a group every intent has its row, and the shares of a row are whole', () => {
  const grid = withinGroup(confusion, groupOf, 'order')
  expect(grid.rows).toEqual(['order.status', 'order.cancel'])
  expect(grid.columns).toEqual(['order.status', 'order.cancel', 'return', 'none'])
  expect(grid.cell('order.status', 'return').count).toBe(1)
  for (const row of grid.rows) {
    const sum = grid.columns.reduce((total, column) => total + grid.cell(row, column).share, 0)
    expect(sum).toBeCloseTo(1)
  }
})

test('the pairs behind a cell add up to it', () => {
  const pairs = pairsBehind(
    confusion,
    (meant) => groupOf(meant) === 'order',
    (said) => groupOf(said) === 'order',
  )
  expect(pairs[0]).toEqual({ meant: 'order.status', said: 'order.status', count: 7 })
  expect(pairs.reduce((sum, { count }) => sum + count, 0)).toBe(14)
})

test('the most frequent mistake is read first; without mistakes there is none', () => {
  expect(mostConfused(withinGroup(confusion, groupOf, 'order'))).toEqual({
    row: 'order.status',
    column: 'order.cancel',
  })
  const right = { names: ['a.x', 'b.y'], cells: [{ row: 0, column: 0, count: 3 }] }
  expect(mostConfused(byGroup(right, groupOf))).toBeUndefined()
})
