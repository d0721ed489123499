import { compareValues } from '../bson/compare.ts'
import { groupKey } from '../bson/group-key.ts'
import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, walkPath } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import { type IndexField, sortKey } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { limited } from './memory.ts'
import { fieldParts, withNested } from './paths.ts'
import type { CompileStage } from './stage.ts'
import { compileWindowFunction, type WindowFunction } from './window-functions.ts'

interface Output {
  readonly parts: readonly string[]
  readonly compute: WindowFunction
}

const OPTIONS = ['partitionBy', 'sortBy', 'output']

export const compileSetWindowFields: CompileStage = (spec, { variables }) => {
  if (!isDoc(spec)) throw new StoreError(9, 'the $setWindowFields stage specification must be an object')
  for (const name of Object.keys(spec))
    if (!OPTIONS.includes(name))
      throw new StoreError(40415, `BSON field '$setWindowFields.${name}' is an unknown field.`)
  const { partitionBy, sortBy = {}, output } = spec
  if (!isDoc(output))
    throw new StoreError(40414, "BSON field '$setWindowFields.output' is missing but a required field")
  if (!isDoc(sortBy)) throw new StoreError(14, "BSON field '$setWindowFields.sortBy' must be an object")
  const fields = parseFields(sortBy)
  const outputs = outputsOf(output, fields, variables)
  const partition = partitionBy === undefined ? undefined : compileExpression(partitionBy)
  return function* run(input) {
    const rows = [...limited('$setWindowFields', input)].map((doc) => ({
      doc,
      partition: partition ? partitionValue(partition({ root: doc, variables })) : null,
      key: sortKey(doc, fields),
    }))
    // Without either there is no order but that of the input.
    if (partition || fields.length > 0)
      rows.sort((a, b) => compareValues(a.partition, b.partition) || a.key.compare(b.key))
    let start = 0
    while (start < rows.length) {
      const key = groupKey(rows[start]?.partition)
      let end = start
      while (end < rows.length && groupKey(rows[end]?.partition) === key) end += 1
      yield* computed(
        rows.slice(start, end).map(({ doc }) => doc),
        fields,
        outputs,
      )
      start = end
    }
  }
}

/** A missing value and null are one partition. */
function partitionValue(value: Value): Value {
  if (isArray(value))
    throw new StoreError(14, 'An expression used to partition cannot evaluate to value of type array')
  return value ?? null
}

function outputsOf(output: Doc, fields: readonly IndexField[], variables: Variables): Output[] {
  const order = { count: fields.length, ascending: fields[0]?.direction === 1 }
  return Object.entries(output).map(([path, column]) => {
    if (!isDoc(column)) throw new StoreError(9, `The field '${path}' must be an object`)
    const { window, ...call } = column
    const [name, ...others] = Object.keys(call)
    if (name === undefined) throw new StoreError(9, 'Expected a $-prefixed window function')
    if (others.length > 0)
      throw new StoreError(9, `Cannot specify two functions in window function spec: ${path}`)
    const compute = compileWindowFunction({ name, operand: call[name], window, order, variables })
    return { parts: fieldParts(path), compute }
  })
}

function* computed(
  docs: readonly Doc[],
  fields: readonly IndexField[],
  outputs: readonly Output[],
): Generator<Doc, void, undefined> {
  const parts = fields[0]?.parts
  const keys = parts ? docs.map((doc) => walkPath(doc, parts, 0)) : docs.map(() => null)
  const columns = outputs.map((output) => ({ parts: output.parts, values: output.compute({ docs, keys }) }))
  for (const [position, doc] of docs.entries()) {
    let result = doc
    for (const { parts: path, values } of columns) result = withNested(result, path, values[position])
    yield result
  }
}

const FILL_OPTIONS = ['partitionBy', 'partitionByFields', 'sortBy', 'output']

/** `$fill` is a window function for each method and a default for each value. */
export const compileFill: CompileStage = (spec, context) => {
  if (!isDoc(spec)) throw new StoreError(9, 'the $fill stage specification must be an object')
  for (const name of Object.keys(spec))
    if (!FILL_OPTIONS.includes(name))
      throw new StoreError(40415, `BSON field '$fill.${name}' is an unknown field.`)
  const { output } = spec
  if (!isDoc(output)) throw new StoreError(40414, "BSON field '$fill.output' is missing but a required field")
  const methods: Doc = {}
  const values: Doc = {}
  for (const [path, fill] of Object.entries(output)) {
    const [kind, operand] = fillOf(fill)
    if (kind === 'value') values[path] = { $ifNull: [`$${path}`, operand] }
    else methods[path] = { [kind]: `$${path}` }
  }
  const stages: Doc[] = []
  if (Object.keys(methods).length > 0)
    stages.push({ $setWindowFields: { ...windowsOf(spec), output: methods } })
  if (Object.keys(values).length > 0) stages.push({ $addFields: values })
  return context.compile(stages, context)
}

function windowsOf({ partitionBy, partitionByFields, sortBy }: Doc): Doc {
  if (partitionBy !== undefined && partitionByFields !== undefined)
    throw new StoreError(
      6050204,
      "Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'",
    )
  const by = isArray(partitionByFields) ? fieldsAsObject(partitionByFields) : partitionBy
  const windows: Doc = {}
  if (by !== undefined) windows['partitionBy'] = by
  if (sortBy !== undefined) windows['sortBy'] = sortBy
  return windows
}

function fillOf(fill: Value): readonly [string, Value] {
  const [kind, ...others] = isDoc(fill) ? Object.keys(fill) : []
  if (!isDoc(fill) || others.length > 0 || (kind !== 'value' && kind !== 'method'))
    throw new StoreError(
      6050200,
      "Each output of $fill must be an object with exactly one of 'method' and 'value'",
    )
  if (kind === 'value') return ['value', fill['value']]
  if (fill['method'] === 'linear') return ['$linearFill', null]
  if (fill['method'] === 'locf') return ['$locf', null]
  throw new StoreError(6050202, 'Method must be either locf or linear')
}

function fieldsAsObject(names: readonly Value[]): Doc {
  return Object.fromEntries(
    names.map((name) => {
      if (typeof name !== 'string' || name.startsWith('$'))
        throw new StoreError(6050203, "'partitionByFields' must be field names without '$'")
      return [name, `$${name}`]
    }),
  )
}
