import { compareValues } from '../bson/compare.ts'
import { sizeOf } from '../bson/size.ts'
import { asNumber, type Doc, int, isDoc, isNumber, setField, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import { type AccumulatorPlan, compileAccumulator } from './accumulators.ts'
import { Memory } from './memory.ts'
import type { CompileStage } from './stage.ts'

interface Row {
  readonly key: Value
  readonly doc: Doc
}

const OPTIONS = ['groupBy', 'buckets', 'output', 'granularity']

export const compileBucketAuto: CompileStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError(40240, 'The argument to $bucketAuto must be an object')
  for (const name of Object.keys(spec))
    if (!OPTIONS.includes(name)) throw new StoreError(40245, `Unrecognized option to $bucketAuto: ${name}.`)
  if (Object.hasOwn(spec, 'granularity')) throw notSupported('$bucketAuto with granularity')
  const { groupBy, buckets, output = { count: { $sum: int(1) } } } = spec
  if (groupBy === undefined || buckets === undefined)
    throw new StoreError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified")
  const key = compileExpression(groupBy)
  const count = bucketCount(buckets)
  const columns = columnsOf(output)
  return (input) => {
    const memory = new Memory(
      "Exceeded memory limit for $bucketAuto, but didn't allow external sort. The embedded store never spills to disk; set MONGODB_URI to use a MongoDB server.",
    )
    const rows: Row[] = []
    for (const doc of input) {
      memory.add(sizeOf(doc))
      rows.push({ key: key({ root: doc, variables }) ?? null, doc })
    }
    rows.sort((a, b) => compareValues(a.key, b.key))
    return split(rows, count).map(({ min, max, members }) => {
      const result: Doc = { _id: { min, max } }
      for (const [name, plan] of columns) {
        const scope = { root: {}, variables }
        const accumulator = plan.create(scope)
        for (const { doc } of members) accumulator.add(plan.value({ root: doc, variables }))
        setField(result, name, accumulator.result() ?? null)
      }
      return result
    })
  }
}

function bucketCount(buckets: Value): number {
  const count = isNumber(buckets) ? asNumber(buckets) : undefined
  if (count === undefined)
    throw new StoreError(40241, "The $bucketAuto 'buckets' field must be a numeric value")
  if (!Number.isInteger(count) || Math.abs(count) > 0x7fffffff)
    throw new StoreError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer")
  if (count <= 0) throw new StoreError(40243, "The $bucketAuto 'buckets' field must be greater than 0")
  return count
}

function columnsOf(output: Value): (readonly [string, AccumulatorPlan])[] {
  if (!isDoc(output)) throw new StoreError(40244, "The $bucketAuto 'output' field must be an object")
  return Object.entries(output).map(([name, column]) => {
    const [operator, ...others] = isDoc(column) ? Object.keys(column) : []
    if (!isDoc(column) || operator === undefined)
      throw new StoreError(40234, `The field '${name}' must be an accumulator object`)
    if (others.length > 0) throw new StoreError(40238, `The field '${name}' must specify one accumulator`)
    return [name, compileAccumulator(operator, column[operator])] as const
  })
}

interface Bucket {
  readonly min: Value
  max: Value
  readonly members: readonly Row[]
}

/** Equal parts as far as equal keys allow, which always stay together; the last bucket takes what is left. */
function split(rows: readonly Row[], count: number): Bucket[] {
  const size = Math.max(1, Math.floor(rows.length / count + 0.5))
  const buckets: Bucket[] = []
  let start = 0
  while (start < rows.length) {
    let end = buckets.length === count - 1 ? rows.length : Math.min(start + size, rows.length)
    const last = rows[end - 1]?.key
    while (end < rows.length && compareValues(rows[end]?.key, last) === 0) end += 1
    // The upper bound is where the next one begins; only the last holds its own.
    const max = end < rows.length ? rows[end]?.key : last
    buckets.push({ min: rows[start]?.key, max, members: rows.slice(start, end) })
    start = end
  }
  return buckets
}
