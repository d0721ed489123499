import {
  asNumber,
  type Doc,
  hasField,
  integer,
  isArray,
  isDoc,
  isNullish,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import { sortKey } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { BUCKETS } from './buckets.ts'
import { compileGroup } from './group.ts'
import { compileLookup, compileUnionWith } from './lookup.ts'
import { limited } from './memory.ts'
import { type CompileStage, parseStage } from './stage.ts'
import { TRANSFORMS } from './transforms.ts'
import { compileUnwind } from './unwind.ts'

export const STAGES: Readonly<Record<string, CompileStage>> = {
  ...Object.fromEntries(Object.entries(TRANSFORMS).map(([name, compile]) => [name, mapStage(compile)])),
  ...BUCKETS,
  $match: (spec, { variables }) => {
    if (!isDoc(spec)) throw new StoreError(15959, 'the match filter must be an expression in an object')
    const filter = compileFilter(spec, variables)
    return function* match(input) {
      for (const doc of input) if (matches(filter, doc)) yield doc
    }
  },
  $sort: compileSort,
  $limit: (spec) => {
    const count = positive('$limit', spec, 1)
    return (input) => slice(input, 0, count)
  },
  $skip: (spec) => {
    const count = positive('$skip', spec, 0)
    return (input) => slice(input, count, Number.POSITIVE_INFINITY)
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.'))
      throw new StoreError(40156, 'the count field must be a non-empty string without $ and dots')
    return function* count(input) {
      let total = 0
      for (const _ of input) total += 1
      if (total > 0) yield { [spec]: integer(total) }
    }
  },
  $group: compileGroup,
  $unwind: compileUnwind,
  $lookup: compileLookup,
  $unionWith: compileUnionWith,
  $facet: compileFacet,
  $sample: compileSample,
}

function mapStage(
  compile: (spec: Value, variables: Parameters<CompileStage>[1]['variables']) => (doc: Doc) => Doc,
): CompileStage {
  return (spec, { variables }) => {
    const transform = compile(spec, variables)
    return function* map(input) {
      for (const doc of input) yield transform(doc)
    }
  }
}

export function positive(stage: string, spec: Value, least: number): number {
  const number = asNumber(spec)
  if (number === undefined || !Number.isInteger(number) || number < least)
    throw new StoreError(15958, `the ${stage} must be a whole number of at least ${least}`)
  return number
}

function* slice(input: Iterable<Doc>, from: number, count: number): Generator<Doc, void, undefined> {
  let position = 0
  for (const doc of input) {
    position += 1
    if (position <= from) continue
    yield doc
    if (position - from >= count) return
  }
}

function compileSort(spec: Value): ReturnType<CompileStage> {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(15976, '$sort stage must have at least one sort key')
  const fields = parseFields(spec)
  return (input) => {
    const rows: { key: Buffer; doc: Doc }[] = []
    for (const doc of limited('$sort', input)) rows.push({ key: sortKey(doc, fields), doc })
    return rows.sort((a, b) => a.key.compare(b.key)).map(({ doc }) => doc)
  }
}

const NOT_IN_FACET = new Set(['$facet', '$out', '$merge', '$geoNear', '$indexStats', '$collStats'])

function compileFacet(spec: Value, context: Parameters<CompileStage>[1]): ReturnType<CompileStage> {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object')
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (!isArray(pipeline)) throw new StoreError(40170, 'arguments to $facet must be arrays')
    for (const stage of pipeline)
      if (NOT_IN_FACET.has(parseStage(stage).name))
        throw new StoreError(
          40600,
          `${parseStage(stage).name} is not allowed to be used within a $facet stage`,
        )
    return { name, run: context.compile(pipeline, context) }
  })
  return (input) => {
    const docs = [...limited('$facet', input)]
    const result: Doc = {}
    for (const { name, run } of facets) setField(result, name, [...run(docs)])
    return [result]
  }
}

function compileSample(spec: Value): ReturnType<CompileStage> {
  const size = isDoc(spec) && hasField(spec, 'size') ? spec['size'] : undefined
  if (isNullish(size)) throw new StoreError(28749, '$sample stage must specify a size')
  const count = positive('$sample size', size, 1)
  return (input) => {
    const docs = [...limited('$sample', input)]
    for (let index = 0; index < Math.min(count, docs.length); index += 1) {
      const other = index + Math.floor(Math.random() * (docs.length - index))
      const [a, b] = [docs[index], docs[other]]
      if (a && b) [docs[index], docs[other]] = [b, a]
    }
    return docs.slice(0, count)
  }
}
