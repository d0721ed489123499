import { type Doc, isArray, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { type PipelineContext, parseStage, type Stage } from './stage.ts'
import { STAGES } from './stages.ts'

/** Stages that MongoDB has and this store does not. */
const KNOWN_STAGES = new Set([
  '$bucketAuto',
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$search',
  '$searchMeta',
  '$setWindowFields',
  '$vectorSearch',
])

export function compilePipeline(stages: Value, context: PipelineContext): Stage {
  if (!isArray(stages)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  const compiled = stages.map((stage) => {
    const { name, spec } = parseStage(stage)
    const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
    if (!compile) throw unknownStage(name)
    return compile(spec, context)
  })
  return (input) => compiled.reduce<Iterable<Doc>>((docs, stage) => stage(docs), input)
}

function unknownStage(name: string): StoreError {
  if (KNOWN_STAGES.has(name))
    return new StoreError(
      238,
      `${name} is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
    )
  return new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`)
}
