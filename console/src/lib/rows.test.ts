import type { Row, RowEvent } from '@parley/server/contract'
import { describe, expect, test } from 'vitest'
import { addPage, applyEvents, isOfferedTo, mergeRow, noRows, pairsOf } from './rows.ts'

function aRow(id: string, head: number, patch: Partial<Row> = {}): Row {
  return {
    id,
    head,
    episode: 1,
    status: 'open',
    control: 'requested',
    epoch: 1,
    customer: { id: `customer-${id}`, name: id, vip: false },
    channel: 'web',
    unanswered: 0,
    openedAt: 0,
    movedAt: head,
    ...patch,
  }
}

const counts = { waiting: 0, mine: 0, open: 0, bot: 0, closed: 0 }
const changed = (row: Row): RowEvent => ({ view: 'open', id: row.id, head: row.head, row })
const left = (id: string, head: number): RowEvent => ({ view: 'open', id, head, left: true })
const openView = (...rows: Row[]) => addPage(noRows, 'open', { rows, counts }, true)

describe('a row', () => {
  test('gives way to one with a higher head', () => {
    expect(mergeRow({ a: aRow('a', 3) }, aRow('a', 5))['a']?.head).toBe(5)
  })

  test('stays when an older one comes late', () => {
    expect(mergeRow({ a: aRow('a', 5) }, aRow('a', 3))['a']?.head).toBe(5)
  })

  test('is offered only until the offer ends', () => {
    const row = aRow('a', 1, { offer: { agent: 'me', until: 100 } })
    expect([isOfferedTo(row, 'me', 99), isOfferedTo(row, 'me', 100), isOfferedTo(row, 'you', 1)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('a view', () => {
  test('puts the newest first', () => {
    const rows = applyEvents(openView(aRow('a', 9), aRow('b', 8)), [changed(aRow('b', 12))])
    expect(rows.views.open?.ids).toEqual(['b', 'a'])
  })

  test('does not take a row back that left at a later head', () => {
    const rows = applyEvents(openView(aRow('a', 5)), [left('a', 7), changed(aRow('a', 6))])
    expect(rows.views.open?.ids).toEqual([])
  })

  test('lets a row go although the open thread already showed a later head', () => {
    const seen = openView(aRow('a', 5))
    const ahead = { ...seen, byId: { a: aRow('a', 9) } }
    expect(applyEvents(ahead, [left('a', 7)]).views.open?.ids).toEqual([])
  })

  test('leaves to its page what sorts behind the last loaded row', () => {
    const page = { rows: [aRow('a', 9)], counts, next: 'cursor' }
    const rows = applyEvents(addPage(noRows, 'open', page, true), [changed(aRow('old', 2))])
    expect(rows.views.open?.ids).toEqual(['a'])
  })

  test('asks for changes with what it shows', () => {
    expect(pairsOf(openView(aRow('a', 9), aRow('b', 8)), 'open')).toEqual([
      ['a', 9],
      ['b', 8],
    ])
  })

  test('holds a row once when a page overlaps the one before', () => {
    const first = addPage(noRows, 'open', { rows: [aRow('a', 9)], counts, next: 'x' }, true)
    const rows = addPage(first, 'open', { rows: [aRow('a', 9), aRow('b', 8)], counts }, false)
    expect(rows.views.open).toEqual({ ids: ['a', 'b'], next: undefined })
  })
})
