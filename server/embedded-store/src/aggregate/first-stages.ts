import { hostname } from 'node:os'
import { type Doc, integer, isArray, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import type { CompileStage } from './stage.ts'

/** Stages that make their documents themselves; what is read before them is not asked for. */
export const FIRST_STAGES: Readonly<Record<string, CompileStage>> = {
  $documents: (spec, { variables }) => {
    const list = compileExpression(spec)
    return () => {
      const documents: Value = list({ root: {}, variables })
      if (!isArray(documents)) throw new StoreError(5858203, 'an array is expected')
      return documents.map((document): Doc => {
        if (!isDoc(document)) throw new StoreError(40228, "'newRoot' expression must evaluate to an object")
        return document
      })
    }
  },
  $indexStats: (spec, { statistics }) => {
    if (!isDoc(spec) || Object.keys(spec).length > 0)
      throw new StoreError(28803, 'The $indexStats stage specification must be an empty object')
    if (!statistics) throw notSupported('$indexStats within another stage')
    return () => statistics()?.indexes ?? []
  },
  $collStats: (spec, { statistics }) => {
    if (!isDoc(spec)) throw new StoreError(5447000, '$collStats must take a nested object')
    for (const name of Object.keys(spec)) if (name !== 'count') throw notSupported(`$collStats with ${name}`)
    if (!statistics) throw notSupported('$collStats within another stage')
    return () => {
      const found = statistics()
      if (!found) throw new StoreError(26, 'the collection of $collStats does not exist')
      const counted: Doc = Object.hasOwn(spec, 'count') ? { count: integer(found.count) } : {}
      return [{ ns: found.ns, host: hostname(), localTime: new Date(), ...counted }]
    }
  },
}
