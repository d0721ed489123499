import { type KnownCustomers, NOBODY, type RowFilter, type Sort } from '../contract/index.ts'

/** The store's conditions of a filter; `known` is what was found of the customers that it means. */
export function filterQuery(filter: RowFilter, known: KnownCustomers): Record<string, unknown>[] {
  const { channel, queue, agent, mood, intent, language, tag, vip, outcome, q } = filter
  return [
    ...anyOf('channel', channel),
    ...anyOf('queue', queue),
    ...agents(agent),
    ...anyOf('mood.label', mood),
    ...anyOf('intent.name', intent),
    ...anyOf('language', language),
    ...anyOf('outcome', outcome),
    ...(tag ? [{ customer: { $in: known.tag ?? [] } }] : []),
    ...(vip ? [{ vip: true }] : []),
    ...(q === undefined ? [] : [{ customer: { $in: known.q ?? [] } }]),
  ]
}

function anyOf(path: string, values: readonly string[] | undefined): Record<string, unknown>[] {
  return values ? [{ [path]: { $in: [...values] } }] : []
}

function agents(wanted: readonly string[] | undefined): Record<string, unknown>[] {
  if (!wanted) return []
  const people = { 'agent.id': { $in: wanted.filter((id) => id !== NOBODY) } }
  return wanted.includes(NOBODY) ? [{ $or: [{ 'agent.id': { $exists: false } }, people] }] : [people]
}

/** One run through a list: rows that have the field, in its order. */
export interface Phase {
  field: 'movedAt' | 'waitingSince' | 'mood.score'
  direction: 1 | -1
  where: Record<string, unknown>
}

/** A sorted list, as runs one after another: what lacks the field that is sorted by comes last, the newest first. */
export function phasesOf(sort: Sort): readonly Phase[] {
  const newest = { field: 'movedAt', direction: -1, where: {} } as const
  switch (sort) {
    case 'newest':
      return [newest]
    case 'oldest':
      return [{ field: 'movedAt', direction: 1, where: {} }]
    case 'waiting':
      return withThen('waitingSince', newest)
    case 'mood':
      return withThen('mood.score', newest)
  }
}

function withThen(field: 'waitingSince' | 'mood.score', rest: Phase): readonly Phase[] {
  return [
    { field, direction: 1, where: { [field]: { $exists: true } } },
    { ...rest, where: { [field]: { $exists: false } } },
  ]
}

/** The last row of a page: which run it was in, its value there, and its id. */
export interface Cursor {
  phase: number
  at: number
  id: string
}

const CURSOR = /^(\d)\.(-?\d{1,15}(?:\.\d{1,17})?(?:e-\d{1,2})?)\.([A-Za-z0-9_-]{1,64})$/

export function readCursor(text: string): Cursor | undefined {
  const [, phase, at, id] = CURSOR.exec(text) ?? []
  return id === undefined ? undefined : { phase: Number(phase), at: Number(at), id }
}

export function writeCursor({ phase, at, id }: Cursor): string {
  return `${phase}.${at}.${id}`
}

/** What comes after the cursor in its run. The bound beside the alternatives is what an index can start from. */
export function afterCursor({ field, direction }: Phase, { at, id }: Cursor): Record<string, unknown> {
  const beyond = direction === 1 ? '$gt' : '$lt'
  const value = field === 'mood.score' ? at : new Date(at)
  return {
    [field]: { [`${beyond}e`]: value },
    $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: id } }],
  }
}
