import { compareValues } from '../bson/compare.ts'
import { type Doc, hasField, int, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileGroup } from './group.ts'
import type { CompileStage } from './stage.ts'

export const BUCKETS: Readonly<Record<string, CompileStage>> = {
  $bucket: (spec, context) => {
    const run = compileGroup(bucketAsGroup(spec), context)
    return (input) => [...run(input)].sort((a, b) => compareValues(a['_id'], b['_id']))
  },
  $sortByCount: (spec, context) => {
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
  if (!isArray(boundaries) || boundaries.length < 2)
    throw new StoreError(40192, 'The $bucket boundaries must have at least 2 values')
  for (const [index, boundary] of boundaries.entries())
    if (index > 0 && compareValues(boundaries[index - 1], boundary) >= 0)
      throw new StoreError(40194, 'The boundaries option to $bucket must be sorted in ascending order')
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
