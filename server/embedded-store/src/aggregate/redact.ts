import { type Doc, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import type { CompileStage } from './stage.ts'

/** Each level of a document is kept, cut away, or looked at level by level. */
export const compileRedact: CompileStage = (spec, { variables }) => {
  const decide = compileExpression(spec)
  // The level is $$CURRENT; $$ROOT stays the whole document.
  const redact = (level: Doc, root: Doc): Doc | undefined => {
    const decision = decide({ root, variables, current: { value: level } })
    if (decision === 'keep') return level
    if (decision === 'prune') return undefined
    if (decision !== 'descend')
      throw new StoreError(17053, '$redact should only return the variables $$KEEP, $$PRUNE, or $$DESCEND')
    const result: Doc = {}
    for (const [name, value] of Object.entries(level)) {
      const kept = below(value, root)
      if (kept !== undefined) setField(result, name, kept)
    }
    return result
  }
  const below = (value: Value, root: Doc): Value => {
    if (isDoc(value)) return redact(value, root)
    if (!isArray(value)) return value
    return value.map((item) => (isDoc(item) || isArray(item) ? below(item, root) : item)).filter(isPresent)
  }
  return function* run(input) {
    for (const doc of input) {
      const kept = redact(doc, doc)
      if (kept) yield kept
    }
  }
}

function isPresent(value: Value): boolean {
  return value !== undefined
}
