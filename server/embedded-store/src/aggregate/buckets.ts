import { compareValues } from '../bson/compare.ts'
import { type Doc, hasField, int, isArray, isDoc, typeOrder, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileGroup } from './group.ts'
import type { CompileStage } from './stage.ts'

export const BUCKETS: Readonly<Record<string, CompileStage>> = {
  $bucket: (spec, context) => {
    const run = compileGroup(bucketAsGroup(spec), context)
    return (input) => [...run(input)].sort((a, b) => compareValues(a['_id'], b['_id']))
  },
  $sortByCount: (spec, context) => {
    const expression = isDoc(spec) && Object.keys(spec)[0]?.startsWith('$')
    if (isDoc(spec) && !expression)
      throw new StoreError(
        40147,
        'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
      )
    if (typeof spec === 'string' && !spec.startsWith('$'))
      throw new StoreError(
        40148,
        'the sortByCount field must be defined as a $-prefixed path or an expression',
      )
    if (typeof spec !== 'string' && !isDoc(spec))
      throw new StoreError(40149, 'the sortByCount field must be specified as a string or as an object')
    const run = compileGroup({ _id: spec, count: { $sum: int(1) } }, context)
    return (input) => [...run(input)].sort((a, b) => compareValues(b['count'], a['count']))
  },
}

/** `$bucket` is a `$group` whose key is the lower boundary. */
function bucketAsGroup(spec: Value): Doc {
  if (!isDoc(spec)) throw new StoreError(40201, 'Argument to $bucket stage must be an object')
  for (const name of Object.keys(spec))
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name))
      throw new StoreError(40197, `Unrecognized option to $bucket: ${name}`)
  const { groupBy, boundaries, output } = spec
  if (groupBy === undefined || boundaries === undefined)
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  if (!isArray(boundaries)) throw new StoreError(40200, "The $bucket 'boundaries' field must be an array")
  if (boundaries.length < 2) throw new StoreError(40192, 'The $bucket boundaries must have at least 2 values')
  for (const [index, boundary] of boundaries.entries())
    if (index > 0 && compareValues(boundaries[index - 1], boundary) >= 0)
      throw new StoreError(40194, 'The boundaries option to $bucket must be sorted in ascending order')
  checkBoundaries(spec, boundaries)
  const branches = boundaries.slice(0, -1).map((low, index): Doc => {
    const test = {
      $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: boundaries[index + 1] }] }],
    }
    return Object.fromEntries([
      ['case', test],
      ['then', { $literal: low }],
    ])
  })
  const fallback: Doc = hasField(spec, 'default') ? { default: { $literal: spec['default'] } } : {}
  return {
    _id: { $switch: { branches, ...fallback } },
    ...(isDoc(output) ? output : { count: { $sum: int(1) } }),
  }
}

function checkBoundaries(spec: Doc, boundaries: readonly Value[]): void {
  if (boundaries.some((boundary) => typeOrder(boundary) !== typeOrder(boundaries[0])))
    throw new StoreError(40193, 'All values in the the boundaries option to $bucket must have the same type')
  if (!hasField(spec, 'default')) return
  const outside =
    compareValues(spec['default'], boundaries[0]) < 0 ||
    compareValues(spec['default'], boundaries.at(-1)) >= 0
  if (!outside)
    throw new StoreError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    )
}
