import { compareValues } from '../bson/compare.ts'
import { TYPE_ORDER, typeOrder, type Value } from '../bson/value.ts'
import type { Filter, Test } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import type { Predicate } from './predicates.ts'

/** Does every document that fulfils the query also fulfil the partial index's filter? When in doubt, no. */
export function impliesPartial(predicates: readonly Predicate[], partial: Filter): boolean {
  if (partial.kind === 'and') return partial.parts.every((part) => impliesPartial(predicates, part))
  if (partial.kind !== 'field') return false
  const { path, test } = partial
  return predicates.some((predicate) => predicate.path === path && implies(predicate.test, test))
}

function implies(query: Test, partial: Test): boolean {
  if (query.op === 'eq') return holdsFor(query.value, partial)
  if (query.op === 'in')
    return (
      query.regexes.length === 0 &&
      query.values.length > 0 &&
      query.values.every((value) => holdsFor(value, partial))
    )
  if (partial.op === 'exists') return query.op === 'exists' || isRangeOnValue(query)
  return impliesRange(query, partial)
}

/** With equality the value itself can be asked; an array may match by an element, so it proves nothing here. */
function holdsFor(value: Value, partial: Test): boolean {
  if (Array.isArray(value) || value === null || value === undefined) return false
  return matches({ kind: 'field', path: 'v', parts: ['v'], test: partial }, { v: value })
}

/** A range that no missing field is in: of null only the open ones, and none that ends at all values' end. */
function isRangeOnValue(test: Test): boolean {
  if (test.op !== 'gt' && test.op !== 'gte' && test.op !== 'lt' && test.op !== 'lte') return false
  const order = typeOrder(test.value)
  if (order === TYPE_ORDER.minKey || order === TYPE_ORDER.maxKey) return false
  return test.op === 'gt' || test.op === 'lt' || test.value !== null
}

function impliesRange(query: Test, partial: Test): boolean {
  const low = (op: string): boolean => op === 'gt' || op === 'gte'
  const high = (op: string): boolean => op === 'lt' || op === 'lte'
  if (!('value' in query) || !('value' in partial) || typeOrder(query.value) !== typeOrder(partial.value))
    return false
  if (partial.op === 'eq' || query.op === 'eq') return false
  const order = compareValues(query.value, partial.value)
  const strictEnough = partial.op === 'gte' || partial.op === 'lte' || query.op === partial.op
  if (low(query.op) && low(partial.op)) return order > 0 || (order === 0 && strictEnough)
  if (high(query.op) && high(partial.op)) return order < 0 || (order === 0 && strictEnough)
  return false
}
