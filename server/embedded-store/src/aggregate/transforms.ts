import {
  type Doc,
  deleteField,
  fieldKey,
  getField,
  hasField,
  isArray,
  isDoc,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, type Expression } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileProjection } from '../query/projection.ts'

/** A stage that makes one document out of one document; such stages also form pipeline updates. */
export type Transform = (doc: Doc) => Doc

export const TRANSFORMS: Readonly<Record<string, (spec: Value, variables: Variables) => Transform>> = {
  $project: compileProject,
  $set: (spec, variables) => compileSet('$set', spec, variables),
  $addFields: (spec, variables) => compileSet('$addFields', spec, variables),
  $unset: compileUnset,
  $replaceRoot: compileReplaceRoot,
  $replaceWith: (spec, variables) => replaceWith(compileExpression(spec), variables),
}

function compileProject(spec: Value, variables: Variables): Transform {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    )
  return compileProjection(spec, { variables, style: 'stage' })
}

interface SetNode {
  readonly expression?: Expression
  readonly children: Map<string, SetNode>
}

function compileSet(stage: string, spec: Value, variables: Variables): Transform {
  if (!isDoc(spec)) throw new StoreError(40272, `${stage} specification stage must be an object`)
  if (Object.keys(spec).length === 0)
    throw new StoreError(40177, `Invalid ${stage} :: caused by :: specification must have at least one field`)
  const root: SetNode = { children: new Map() }
  addSetFields(root, spec)
  return (doc) => setBelow(doc, root, { root: doc, variables })
}

function addSetFields(node: SetNode, spec: Doc): void {
  for (const [name, value] of Object.entries(spec)) {
    if (name.startsWith('$'))
      throw new StoreError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    const parts = name.split('.')
    if (parts.includes('')) throw new StoreError(15998, 'FieldPath field names may not be empty strings.')
    addSetField(node, parts, value)
  }
}

function addSetField(node: SetNode, [name = '', ...rest]: readonly string[], value: Value): void {
  const part = fieldKey(name)
  const existing = node.children.get(part)
  const nested =
    rest.length === 0 &&
    isDoc(value) &&
    Object.keys(value).length > 0 &&
    !Object.keys(value)[0]?.startsWith('$')
  if (existing && (existing.expression || (rest.length === 0 && !nested)))
    throw new StoreError(40176, `specification contains two conflicting paths at ${part}`)
  if (rest.length === 0 && !nested) {
    node.children.set(part, { expression: compileExpression(value), children: new Map() })
    return
  }
  const child = existing ?? { children: new Map() }
  node.children.set(part, child)
  if (rest.length > 0) addSetField(child, rest, value)
  else if (isDoc(value)) addSetFields(child, value)
}

function setBelow(value: Value, node: SetNode, scope: { root: Doc; variables: Variables }): Doc {
  const { ...result } = isDoc(value) ? value : {}
  for (const [name, child] of node.children) {
    const next = setChild(getField(result, name), child, scope)
    if (next === undefined) deleteField(result, name)
    else setField(result, name, next)
  }
  return result
}

function setChild(value: Value, node: SetNode, scope: { root: Doc; variables: Variables }): Value {
  if (node.expression) return node.expression(scope)
  if (isArray(value)) return value.map((item) => setChild(item, node, scope))
  return setBelow(value, node, scope)
}

function compileUnset(spec: Value, variables: Variables): Transform {
  const names = isArray(spec) ? spec : [spec]
  const fields: Doc = {}
  for (const name of names) {
    if (typeof name !== 'string' || name === '')
      throw new StoreError(31002, '$unset specification must be a string or an array of strings')
    setField(fields, name, false)
  }
  if (names.length === 0)
    throw new StoreError(31119, '$unset specification must be a string or an array with at least one field')
  return compileProjection(fields, { variables, style: 'stage' })
}

function compileReplaceRoot(spec: Value, variables: Variables): Transform {
  if (!isDoc(spec) || !hasField(spec, 'newRoot'))
    throw new StoreError(40231, 'no newRoot specified for the $replaceRoot stage')
  return replaceWith(compileExpression(spec['newRoot']), variables)
}

function replaceWith(expression: Expression, variables: Variables): Transform {
  return (doc) => {
    const root = expression({ root: doc, variables })
    if (!isDoc(root)) throw new StoreError(40228, "'newRoot' expression must evaluate to an object")
    return root
  }
}
