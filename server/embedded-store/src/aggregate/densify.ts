import { add } from '../bson/arithmetic.ts'
import { compareValues } from '../bson/compare.ts'
import { groupKey } from '../bson/group-key.ts'
import { asNumber, type Doc, isArray, isDoc, isNullish, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { shiftDate, timeUnit } from '../expressions/date-units.ts'
import { limited } from './memory.ts'
import { fieldParts, nestedValue, withNested } from './paths.ts'
import type { CompileStage } from './stage.ts'

interface Densify {
  readonly field: readonly string[]
  readonly partition: readonly (readonly string[])[]
  readonly next: (value: Value) => Value
  readonly bounds: 'full' | 'partition' | readonly [Value, Value]
}

const OPTIONS = ['field', 'partitionByFields', 'range']
/** MongoDB's own limit on what the stage makes. */
const MAX_GENERATED = 500_000

export const compileDensify: CompileStage = (spec) => {
  const densify = parse(spec)
  return function* run(input) {
    const rows = [...limited('$densify', input)].map((doc) => ({
      doc,
      value: nestedValue(doc, densify.field),
    }))
    for (const { value } of rows) checkValue(value, densify)
    rows.sort((a, b) => compareValues(a.value ?? null, b.value ?? null))
    yield* densified(rows, densify)
  }
}

interface Row {
  readonly doc: Doc
  readonly value: Value
}

function parse(spec: Value): Densify {
  if (!isDoc(spec)) throw new StoreError(5733201, 'The $densify stage specification must be an object')
  for (const name of Object.keys(spec))
    if (!OPTIONS.includes(name))
      throw new StoreError(40415, `BSON field '$densify.${name}' is an unknown field.`)
  const { field, partitionByFields = [], range } = spec
  if (typeof field !== 'string' || !isDoc(range))
    throw new StoreError(40414, '$densify requires a field and a range')
  if (field.startsWith('$')) throw new StoreError(5733409, "Cannot densify field starting with '$'")
  if (!isArray(partitionByFields)) throw new StoreError(14, "'partitionByFields' must be an array")
  const partition = partitionByFields.map((name) => {
    if (typeof name !== 'string') throw new StoreError(14, "'partitionByFields' must hold strings")
    return fieldParts(name)
  })
  const unit = range['unit'] === undefined ? undefined : timeUnit(range['unit'], 14)
  return {
    field: fieldParts(field),
    partition,
    next: stepOf(range['step'], unit),
    bounds: boundsOf(range['bounds'], { unit, partitioned: partition.length > 0 }),
  }
}

function stepOf(step: Value, unit: string | undefined): (value: Value) => Value {
  if (!isNumber(step)) throw new StoreError(14, "$densify requires a numeric 'step'")
  const size = asNumber(step) ?? 0
  if (size <= 0)
    throw new StoreError(
      5733401,
      'The step parameter in a range statement must be a strictly positive numeric value',
    )
  if (unit === undefined) return (value) => (isNumber(value) ? add(value, step) : value)
  if (!Number.isInteger(size))
    throw new StoreError(
      6586400,
      'The step parameter in a range statement must be a whole number when densifying a date range',
    )
  return (value) => (value instanceof Date ? shiftDate(value, { unit, by: size, timezone: 'UTC' }) : value)
}

function boundsOf(
  bounds: Value,
  { unit, partitioned }: { unit: string | undefined; partitioned: boolean },
): Densify['bounds'] {
  if (bounds === 'full') return 'full'
  if (bounds === 'partition') {
    if (partitioned) return 'partition'
    throw new StoreError(
      5733408,
      "One may not specify the bounds as 'partition' without specifying a non-empty array of partitionByFields.",
    )
  }
  if (!isArray(bounds)) throw new StoreError(5946802, "Bounds string must either be 'full' or 'partition'")
  const [low, high] = bounds
  if (bounds.length !== 2)
    throw new StoreError(5733403, 'A bounding array in a range statement must have exactly two elements')
  const dates = low instanceof Date && high instanceof Date
  if (unit === undefined ? !(isNumber(low) && isNumber(high)) : !dates)
    throw new StoreError(5733402, 'A bounding array must be of numbers without a unit and of dates with one')
  if (compareValues(low, high) > 0)
    throw new StoreError(5733402, 'A bounding array in a range statement must be in ascending order')
  return [low, high]
}

function checkValue(value: Value, { next }: Densify): void {
  if (isNullish(value)) return
  if (!isNumber(value) && !(value instanceof Date))
    throw new StoreError(5733201, 'Densify field type must be numeric or a date')
  if (next(value) === value)
    throw new StoreError(
      6053600,
      `Encountered ${value instanceof Date ? 'date' : 'numeric'} densify value in collection which the step does not fit`,
    )
}

function* densified(rows: readonly Row[], densify: Densify): Generator<Doc, void, undefined> {
  const present = rows.filter(({ value }) => !isNullish(value))
  // Documents without the field go through as they are; they sort first.
  for (const { doc, value } of rows) if (isNullish(value)) yield doc
  const [first, last] = [present[0]?.value, present.at(-1)?.value]
  const budget = { left: MAX_GENERATED }
  const partitions = partitionsOf(present, densify)
  if (partitions.size === 0 && typeof densify.bounds !== 'string' && densify.partition.length === 0)
    yield* filled([], { densify, template: {}, range: explicitRange(densify.bounds), budget })
  for (const members of partitions.values()) {
    const template = templateOf(members[0]?.doc ?? {}, densify)
    const range = rangeFor(members, densify, { first, last })
    yield* filled(members, { densify, template, range, budget })
  }
}

function partitionsOf(rows: readonly Row[], { partition }: Densify): Map<string, Row[]> {
  const partitions = new Map<string, Row[]>()
  for (const row of rows) {
    const key = groupKey(partition.map((parts) => nestedValue(row.doc, parts)))
    const members = partitions.get(key)
    if (members) members.push(row)
    else partitions.set(key, [row])
  }
  return partitions
}

function templateOf(doc: Doc, { partition }: Densify): Doc {
  return partition.reduce(
    (template, parts) => withNested(template, parts, nestedValue(doc, parts)),
    {} as Doc,
  )
}

interface Range {
  readonly low: Value
  readonly high: Value
  readonly inclusive: boolean
}

function explicitRange([low, high]: readonly [Value, Value]): Range {
  return { low, high, inclusive: false }
}

function rangeFor(
  members: readonly Row[],
  { bounds }: Densify,
  { first, last }: { first: Value; last: Value },
): Range {
  if (bounds === 'full') return { low: first, high: last, inclusive: true }
  if (bounds === 'partition') return { low: members[0]?.value, high: members.at(-1)?.value, inclusive: true }
  return explicitRange(bounds)
}

interface Filling {
  readonly densify: Densify
  readonly template: Doc
  readonly range: Range
  readonly budget: { left: number }
}

/** The partition's documents with the missing steps between them. */
function* filled(
  members: readonly Row[],
  { densify, template, range, budget }: Filling,
): Generator<Doc, void, undefined> {
  let wanted = range.low
  const inRange = (value: Value): boolean => {
    const order = compareValues(value, range.high)
    return range.inclusive ? order <= 0 : order < 0
  }
  const generate = function* (until: Value): Generator<Doc, void, undefined> {
    while (inRange(wanted) && (until === undefined || compareValues(wanted, until) < 0)) {
      budget.left -= 1
      if (budget.left < 0)
        throw new StoreError(
          5897900,
          `Generated ${MAX_GENERATED} documents in $densify, which is over the limit`,
        )
      yield withNested(template, densify.field, wanted)
      wanted = densify.next(wanted)
    }
  }
  for (const { doc, value } of members) {
    yield* generate(value)
    if (compareValues(wanted, value) === 0) wanted = densify.next(wanted)
    yield doc
  }
  yield* generate(undefined)
}
