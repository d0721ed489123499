import type { KnownCustomers, RowFilter, Sort } from './row-filter.ts'
import type { Row, View } from './rows.ts'
import { isFoundBy } from './search-words.ts'

/** Stands for "nobody" among the agents of a filter. */
export const NOBODY = 'nobody'

/** Conditions that take several values. */
export const filterLists = [
  'channel',
  'queue',
  'agent',
  'mood',
  'intent',
  'language',
  'tag',
  'outcome',
] as const
export type FilterList = (typeof filterLists)[number]

/** Nobody waits in what is closed, and it is too much to be sorted by mood. */
export function sortsOf(view: View): readonly Sort[] {
  return view === 'closed' ? ['newest', 'oldest'] : ['newest', 'waiting', 'mood', 'oldest']
}

/** Whoever waits for a person waits in line; everywhere else the newest comes first. */
export function ownSortOf(view: View): Sort {
  return view === 'waiting' ? 'waiting' : 'newest'
}

/** Whether a row belongs into a filtered list: the same rule as the store's filter, for live rows. */
export function fitsFilter(row: Row, filter: RowFilter, known: KnownCustomers = {}): boolean {
  const { q, channel, queue, agent, mood, intent, language, tag, vip, outcome } = filter
  return (
    (!vip || row.customer.vip) &&
    isOneOf(channel, row.channel) &&
    isOneOf(queue, row.queue) &&
    isOneOf(agent, row.agent?.id ?? NOBODY) &&
    isOneOf(mood, row.mood?.label) &&
    isOneOf(intent, row.intent?.name) &&
    isOneOf(language, row.language) &&
    isOneOf(outcome, row.outcome) &&
    (!tag || (known.tag ?? []).includes(row.customer.id)) &&
    (q === undefined || (known.q ?? []).includes(row.customer.id) || isFoundBy(row.customer.name, q))
  )
}

function isOneOf(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value))
}

/** A filter as it stands in addresses and in requests: lists with commas. */
export function writeFilter(filter: RowFilter): Record<string, string> {
  const entries = filterLists.flatMap((key) => (filter[key] ? [[key, filter[key].toSorted().join(',')]] : []))
  return {
    ...(filter.q === undefined ? {} : { q: filter.q }),
    ...Object.fromEntries(entries),
    ...(filter.vip ? { vip: 'yes' } : {}),
  }
}

export function isEmptyFilter(filter: RowFilter): boolean {
  return Object.keys(writeFilter(filter)).length === 0
}

const MANY = 20
const LONGEST_NAME = 64
const LONGEST_QUERY = 80
const only: Partial<Record<FilterList, readonly string[]>> = {
  mood: ['positive', 'neutral', 'negative'],
  language: ['en', 'zh'],
}

/** Of an address that somebody may have changed by hand: what makes sense of it. */
export function readFilterKindly(from: Readonly<Record<string, unknown>>): RowFilter {
  const listed = filterLists.flatMap((key) => {
    const values = String(from[key] ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '' && value.length <= LONGEST_NAME && (only[key]?.includes(value) ?? true))
    return values.length > 0 ? [[key, [...new Set(values)].slice(0, MANY)]] : []
  })
  const q = String(from['q'] ?? '')
    .trim()
    .slice(0, LONGEST_QUERY)
    .trim()
  return {
    ...(q === '' ? {} : { q }),
    ...Object.fromEntries(listed),
    ...(from['vip'] === 'yes' ? { vip: true } : {}),
  }
}

/** What every install begins with; each person may hide them. */
export const builtInViews = [
  { id: 'unhappy', view: 'waiting', filter: { mood: ['negative'] }, sort: 'waiting' },
  { id: 'vip', view: 'open', filter: { vip: true }, sort: 'newest' },
  { id: 'spam', view: 'closed', filter: { outcome: ['spam'] }, sort: 'newest' },
] as const satisfies readonly { id: string; view: View; filter: RowFilter; sort: Sort }[]
