import { type Doc, isArray, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileBucketAuto } from './bucket-auto.ts'
import { BUCKETS } from './buckets.ts'
import { compileDensify } from './densify.ts'
import { compileFacet } from './facet.ts'
import { FIRST_STAGES } from './first-stages.ts'
import { compileGraphLookup } from './graph-lookup.ts'
import { compileGroup } from './group.ts'
import { compileLookup, compileUnionWith } from './lookup.ts'
import { compileRedact } from './redact.ts'
import { compileSort } from './sort.ts'
import { type CompileStage, type PipelineContext, parseStage, type Stage } from './stage.ts'
import { positive, STREAMING } from './stages.ts'
import { compileUnwind } from './unwind.ts'
import { compileFill, compileSetWindowFields } from './window-fields.ts'

const STAGES: Readonly<Record<string, CompileStage>> = {
  ...STREAMING,
  ...BUCKETS,
  ...FIRST_STAGES,
  $group: compileGroup,
  $unwind: compileUnwind,
  $lookup: compileLookup,
  $graphLookup: compileGraphLookup,
  $unionWith: compileUnionWith,
  $facet: compileFacet,
  $bucketAuto: compileBucketAuto,
  $setWindowFields: compileSetWindowFields,
  $fill: compileFill,
  $densify: compileDensify,
  $redact: compileRedact,
  $sort: (spec) => compileSort(spec),
}

/** Stages that MongoDB has and this store does not. */
const KNOWN_STAGES = new Set([
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$currentOp',
  '$geoNear',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$querySettings',
  '$queryStats',
  '$search',
  '$searchMeta',
  '$shardedDataDistribution',
  '$vectorSearch',
])

export function compilePipeline(stages: Value, context: PipelineContext): Stage {
  if (!isArray(stages)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  const compiled = stages.map((stage, index) => {
    const { name, spec } = parseStage(stage)
    // A sort that is cut off keeps only what is asked of it.
    if (name === '$sort') return compileSort(spec, limitOf(stages[index + 1]))
    const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
    if (!compile) throw unknownStage(name)
    return compile(spec, context)
  })
  return (input) => compiled.reduce<Iterable<Doc>>((docs, stage) => stage(docs), input)
}

function limitOf(stage: Value): number | undefined {
  if (stage === undefined) return undefined
  const { name, spec } = parseStage(stage)
  return name === '$limit' ? positive('$limit', spec, 1) : undefined
}

function unknownStage(name: string): StoreError {
  return KNOWN_STAGES.has(name)
    ? notSupported(`the stage ${name} at this place`)
    : new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`)
}
