import type { Row, RowEvent } from '@parley/server/contract'
import { describe, expect, test } from 'vitest'
import { addPage, applyEvents, isOfferedTo, mergeRow, noRows, pairsOf } from './rows.ts'
import { listKey, listOfView, readList, writeSearch } from './views.ts'

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

const open = listOfView('open')
const counts = { waiting: 0, mine: 0, open: 0, bot: 0, closed: 0 }
const changed = (row: Row): RowEvent => ({ view: 'open', id: row.id, head: row.head, row })
const left = (id: string, head: number): RowEvent => ({ view: 'open', id, head, left: true })
const openView = (...rows: Row[]) => addPage(noRows, open, { rows, counts }, true)

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
    expect(rows.lists['open']?.ids).toEqual(['b', 'a'])
  })

  test('does not take a row back that left at a later head', () => {
    const rows = applyEvents(openView(aRow('a', 5)), [left('a', 7), changed(aRow('a', 6))])
    expect(rows.lists['open']?.ids).toEqual([])
  })

  test('lets a row go although the open thread already showed a later head', () => {
    const seen = openView(aRow('a', 5))
    const ahead = { ...seen, byId: { a: aRow('a', 9) } }
    expect(applyEvents(ahead, [left('a', 7)]).lists['open']?.ids).toEqual([])
  })

  test('leaves to its page what sorts behind the last loaded row', () => {
    const page = { rows: [aRow('a', 9)], counts, next: 'cursor' }
    const rows = applyEvents(addPage(noRows, open, page, true), [changed(aRow('old', 2))])
    expect(rows.lists['open']?.ids).toEqual(['a'])
  })

  test('asks for changes with what it shows', () => {
    expect(pairsOf(openView(aRow('a', 9), aRow('b', 8)), open)).toEqual([
      [
        ['a', 9],
        ['b', 8],
      ],
    ])
  })

  test('holds a row once when a page overlaps the one before', () => {
    const first = addPage(noRows, open, { rows: [aRow('a', 9)], counts, next: 'x' }, true)
    const rows = addPage(first, open, { rows: [aRow('a', 9), aRow('b', 8)], counts }, false)
    expect(rows.lists['open']).toMatchObject({ ids: ['a', 'b'], next: undefined })
  })
})

describe('a narrowed list', () => {
  const unhappy = { ...open, filter: { mood: ['negative' as const] } }
  const mood = (label: 'negative' | 'positive', score: number) => ({ mood: { label, score, confidence: 1 } })
  const list = (...rows: Row[]) => addPage(noRows, unhappy, { rows, counts, total: rows.length }, true)
  const idsOf = (rows: ReturnType<typeof list>) => rows.lists[listKey(unhappy)]?.ids

  test('takes a row in when it begins to fit, and lets it go when it no longer does', () => {
    const entered = applyEvents(list(aRow('a', 5, mood('negative', -1))), [
      changed(aRow('b', 9, mood('negative', -0.5))),
      changed(aRow('c', 10, mood('positive', 1))),
    ])
    expect(idsOf(entered)).toEqual(['b', 'a'])
    expect(idsOf(applyEvents(entered, [changed(aRow('a', 12, mood('positive', 0.4)))]))).toEqual(['b'])
  })

  test('of a search holds whom the server knows, and new names that fit', () => {
    const search = { ...open, filter: { q: 'amelia' } }
    const empty = addPage(noRows, search, { rows: [], counts, total: 0, known: { q: ['customer-x'] } }, true)
    const named = aRow('n', 3, { customer: { id: 'c', name: 'Amelia W', vip: false } })
    const rows = applyEvents(empty, [changed(aRow('x', 2)), changed(named), changed(aRow('other', 4))])
    expect(rows.lists[listKey(search)]?.ids).toEqual(['n', 'x'])
  })

  test('by mood has the worst first and those of no mood last', () => {
    const worst = { ...open, sort: 'mood' as const }
    const before = addPage(noRows, worst, { rows: [], counts }, true)
    const rows = applyEvents(before, [
      changed(aRow('none', 9)),
      changed(aRow('bad', 2, mood('negative', -0.2))),
      changed(aRow('worse', 1, mood('negative', -0.9))),
    ])
    expect(rows.lists[listKey(worst)]?.ids).toEqual(['worse', 'bad', 'none'])
  })
})

describe('an address', () => {
  test.each([
    { q: 'NW-48213', vip: 'yes', mood: 'negative,neutral', sort: 'mood' },
    { agent: 'nobody,u_1', language: 'zh' },
    {},
  ])('says the same list when it is read and written again: %o', (search) => {
    expect(writeSearch(readList('open', search))).toEqual(search)
  })

  test('that somebody spoiled means what makes sense of it', () => {
    const spoiled = { q: 7, mood: 'negative,furious', vip: 'true', sort: 'price', $where: '1', tag: ' , ' }
    expect(readList('open', spoiled)).toEqual({
      view: 'open',
      filter: { q: '7', mood: ['negative'] },
      sort: 'newest',
    })
    expect(readList('closed', { sort: 'mood' }).sort).toBe('newest')
  })
})
