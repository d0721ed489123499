import { asNumber, type Doc, isDoc, type Value } from '../bson/value.ts'
import { badValue } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import type { Collection } from '../storage/collection.ts'
import { type Index, sameKeyPattern } from '../storage/index-definition.ts'
import type { IndexField } from '../storage/index-keys.ts'
import {
  boundsOf,
  excludesMissing,
  type FieldBounds,
  type Interval,
  pointKeys,
  rangeInterval,
  successor,
} from './bounds.ts'
import { impliesPartial } from './partial.ts'
import { type Conjunction, conjunctionOf, type Predicate } from './predicates.ts'

export interface IndexPlan {
  readonly kind: 'index'
  readonly index: Index
  readonly intervals: readonly Interval[]
  /** Every interval is one whole key of a unique index. */
  readonly points: boolean
  readonly reverse: boolean
  readonly sorted: boolean
  /** The bounds say all that the filter says, so documents need not be asked again. */
  readonly exact: boolean
  readonly boundedFields: number
}

export type Plan =
  | IndexPlan
  | { readonly kind: 'scan'; readonly reverse: boolean; readonly sorted: boolean; readonly exact: boolean }
  | {
      readonly kind: 'union'
      readonly plans: readonly IndexPlan[]
      readonly sorted: false
      readonly exact: false
    }

export interface PlanRequest {
  readonly filter: Filter
  readonly sort: readonly IndexField[]
  readonly hint: Value
}

const MAX_INTERVALS = 2000

export function choosePlan(collection: Collection, request: PlanRequest): Plan {
  const conjunction = conjunctionOf(request.filter)
  const natural = naturalOrder(request)
  const scan: Plan = {
    kind: 'scan',
    reverse: natural !== undefined && natural < 0,
    sorted: request.sort.length === 0,
    exact: isEmpty(conjunction),
  }
  if (natural !== undefined) return scan
  const hinted =
    request.hint === undefined || request.hint === null ? undefined : hintedIndex(collection, request.hint)
  const usable = hinted
    ? [hinted]
    : collection.indexes.filter((index) => index.ready && index.options['hidden'] !== true)
  const best = bestPlan(usable, conjunction, request.sort)
  if (hinted) return best ?? wholeIndex(hinted, conjunction, request.sort)
  if (best && best.boundedFields > 0) return best
  return unionPlan(collection, conjunction) ?? best ?? scan
}

function bestPlan(
  indexes: readonly Index[],
  conjunction: Conjunction,
  sort: readonly IndexField[],
): IndexPlan | undefined {
  let best: IndexPlan | undefined
  for (const index of indexes) {
    const plan = planIndex(index, conjunction, sort)
    if (plan && (!best || scoreOf(plan) > scoreOf(best))) best = plan
  }
  return best
}

function isEmpty({ predicates, residue }: Conjunction): boolean {
  return predicates.length === 0 && !residue
}

/** `{$natural: ±1}` in the hint; drivers and tools use it to force a scan. */
function naturalOrder({ hint }: PlanRequest): number | undefined {
  return isDoc(hint) && Object.hasOwn(hint, '$natural') ? (asNumber(hint['$natural']) ?? 1) : undefined
}

function hintedIndex(collection: Collection, hint: Value): Index {
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : isDoc(hint) && sameKeyPattern(index.keyPattern, hint),
  )
  if (!found?.ready)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  return found
}

/** A hint must be obeyed, but an index that lacks documents may not answer for them. */
function wholeIndex(index: Index, conjunction: Conjunction, sort: readonly IndexField[]): Plan {
  if (index.sparse || index.partial)
    throw badValue(`the hinted index ${index.name} does not hold every document that the filter asks for`)
  const empty = {
    intervals: [{ start: Buffer.alloc(0), end: Buffer.of(0xff, 0xff) }],
    points: false,
    exact: isEmpty(conjunction),
    boundedFields: 0,
  }
  return { kind: 'index', index, ...empty, ...sortBy(index, [], sort) }
}

function scoreOf(plan: IndexPlan): number {
  if (plan.points && plan.intervals.length === 1) return 1000
  return (
    plan.boundedFields * 4 +
    (plan.sorted ? 3 : 0) +
    (plan.points ? 2 : 0) -
    (plan.intervals.length > 1 ? 1 : 0)
  )
}

function planIndex(
  index: Index,
  conjunction: Conjunction,
  sort: readonly IndexField[],
): IndexPlan | undefined {
  const { predicates } = conjunction
  if (index.partial && !impliesPartial(predicates, index.partial)) return undefined
  const bounds = fieldBounds(index, predicates)
  if (index.sparse && !bounds.some(excludesMissing)) return undefined
  const order = sortBy(index, bounds, sort)
  if (bounds.length === 0 && !(order.sorted && sort.length > 0) && !index.partial) return undefined
  const intervals = intervalsOf(index, bounds)
  const used = new Set(bounds.flatMap((bound) => bound.used))
  const exact =
    !conjunction.residue &&
    !index.multikey &&
    !index.shortened &&
    bounds.every((bound) => bound.exact) &&
    predicates.every((predicate) => used.has(predicate))
  const points =
    index.unique && bounds.length === index.fields.length && bounds.every(({ kind }) => kind === 'points')
  return { kind: 'index', index, intervals, points, exact, boundedFields: bounds.length, ...order }
}

/** Bounds for the leading fields: equalities first, at most one range, and nothing after it. */
function fieldBounds(index: Index, predicates: readonly Predicate[]): FieldBounds[] {
  const result: FieldBounds[] = []
  const roots = new Set<string>()
  let combinations = 1
  for (const field of index.fields) {
    const root = field.parts[0] ?? ''
    // Entries of one array stand together: two conditions may be met by two elements, which no single entry shows.
    if (index.multikey && roots.has(root)) break
    const bounds = boundsOf(
      predicates.filter(({ path }) => path === field.path),
      { multikey: index.multikey },
    )
    if (!bounds) break
    if (bounds.kind === 'points') combinations *= bounds.values.length
    if (result.length > 0 && combinations > MAX_INTERVALS) break
    roots.add(root)
    result.push(bounds)
    if (bounds.kind === 'range') break
  }
  return result
}

function intervalsOf(index: Index, bounds: readonly FieldBounds[]): Interval[] {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  for (const [position, bound] of bounds.entries()) {
    const field = index.fields[position]
    if (!field) break
    if (bound.kind === 'range') {
      const { start, end } = rangeInterval(bound, field, index.fields.length)
      const points = pointKeys(bound.points ?? [], index.fields, position)
      return sorted(
        prefixes.flatMap((prefix) => [
          { start: Buffer.concat([prefix, start]), end: Buffer.concat([prefix, end]) },
          ...points.map((key) => pointInterval(Buffer.concat([prefix, key]))),
        ]),
      )
    }
    const keys = pointKeys(bound.values, index.fields, position)
    prefixes = prefixes.flatMap((prefix) =>
      keys.map((key) => (prefix.length === 0 ? key : Buffer.concat([prefix, key]))),
    )
  }
  if (bounds.length === 0) return [{ start: Buffer.alloc(0), end: Buffer.of(0xff, 0xff) }]
  return sorted(prefixes.map(pointInterval))
}

function pointInterval(key: Buffer): Interval {
  return { start: key, end: successor(key) }
}

/** In key order and without repetition, so that no document comes twice and the order can serve a sort. */
function sorted(intervals: Interval[]): Interval[] {
  if (intervals.length === 1) return intervals
  const ordered = intervals.sort((a, b) => a.start.compare(b.start))
  return ordered.filter(
    (interval, position) => position === 0 || !ordered[position - 1]?.start.equals(interval.start),
  )
}

function sortBy(
  index: Index,
  bounds: readonly FieldBounds[],
  sort: readonly IndexField[],
): { sorted: boolean; reverse: boolean } {
  if (sort.length === 0) return { sorted: true, reverse: false }
  if (index.multikey || index.shortened) return { sorted: false, reverse: false }
  const fixed = new Set<string>()
  for (const [position, bound] of bounds.entries()) {
    if (bound.kind !== 'points' || bound.values.length !== 1) break
    fixed.add(index.fields[position]?.path ?? '')
  }
  const wanted = sort.filter(({ path }) => !fixed.has(path))
  const offered = index.fields.slice(fixed.size)
  if (wanted.length === 0) return { sorted: true, reverse: false }
  if (wanted.length > offered.length) return endsUnique(index, offered, wanted)
  return matchOrder(wanted, offered)
}

/** Past the last field of a unique index nothing is left to order. */
function endsUnique(
  index: Index,
  offered: readonly IndexField[],
  wanted: readonly IndexField[],
): { sorted: boolean; reverse: boolean } {
  if (!index.unique || index.sparse || index.partial || offered.length === 0)
    return { sorted: false, reverse: false }
  return matchOrder(wanted.slice(0, offered.length), offered)
}

function matchOrder(
  wanted: readonly IndexField[],
  offered: readonly IndexField[],
): { sorted: boolean; reverse: boolean } {
  const reverse = wanted[0]?.direction !== offered[0]?.direction
  const fits = wanted.every(({ path, direction }, position) => {
    const field = offered[position]
    return field?.path === path && (field.direction !== direction) === reverse
  })
  return { sorted: fits, reverse: fits && reverse }
}

function unionPlan(collection: Collection, conjunction: Conjunction): Plan | undefined {
  for (const branches of conjunction.alternatives) {
    const plans = branches.map((branch) => {
      const inner = conjunctionOf(branch)
      const plan = choosePlan(collection, {
        filter: { kind: 'and', parts: [branch] },
        sort: [],
        hint: undefined,
      })
      return plan.kind === 'index' && plan.boundedFields > 0 && inner.predicates.length > 0 ? plan : undefined
    })
    const complete = plans.filter((plan) => plan !== undefined)
    if (complete.length === branches.length)
      return { kind: 'union', plans: complete, sorted: false, exact: false }
  }
  return undefined
}

export function describePlan(plan: Plan): Doc {
  if (plan.kind === 'index')
    return {
      stage: 'FETCH',
      inputStage: {
        stage: 'IXSCAN',
        indexName: plan.index.name,
        keyPattern: plan.index.keyPattern,
        isMultiKey: plan.index.multikey,
        direction: plan.reverse ? 'backward' : 'forward',
      },
    }
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.plans.map(describePlan) }
  return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' }
}
