import { encode } from '../bson/encode.ts'
import { type Doc, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { limited } from './memory.ts'
import { type CompileStage, parseStage } from './stage.ts'

const NOT_IN_FACET = new Set([
  '$collStats',
  '$documents',
  '$facet',
  '$geoNear',
  '$indexStats',
  '$merge',
  '$out',
  '$planCacheStats',
  '$search',
  '$vectorSearch',
])

/** Several pipelines over the same documents; what they give is one document, of at most 16 MB like every other. */
export const compileFacet: CompileStage = (spec, context) => {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object')
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (name.includes('.') || name.startsWith('$') || name === '')
      throw new StoreError(16410, `FieldPath field names may not contain '.' or start with '$': ${name}`)
    return { name, run: context.compile(checkedFacet(name, pipeline), context) }
  })
  return (input) => {
    const docs = [...limited('$facet', input)]
    const result: Doc = {}
    for (const { name, run } of facets) setField(result, name, [...run(docs)])
    // Too large a document is refused here and not only where it leaves the store.
    encode(result)
    return [result]
  }
}

function checkedFacet(name: string, pipeline: Value): readonly Value[] {
  if (!isArray(pipeline)) throw new StoreError(40170, `arguments to $facet must be arrays, ${name} is not`)
  if (pipeline.length === 0)
    throw new StoreError(40168, `sub-pipeline in $facet stage cannot be empty: ${name}`)
  for (const stage of pipeline) {
    const { name: inner } = parseStage(stage)
    if (NOT_IN_FACET.has(inner))
      throw new StoreError(40600, `${inner} is not allowed to be used within a $facet stage`)
  }
  return pipeline
}
