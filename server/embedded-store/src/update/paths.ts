import { type Doc, getField, isArray, isDoc, type Value } from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import { show } from '../storage/duplicate-key.ts'

/** @throws EmptyFieldName (56), and BadValue (2) for `$` where it cannot stand. */
export function parsePath(path: string): string[] {
  if (path === '') throw new StoreError(56, 'An empty update path is not valid.')
  const parts = path.split('.')
  if (parts.includes(''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  for (const part of parts) {
    if (part.startsWith('$') && part !== '$' && !/^\$\[\w*\]$/.test(part))
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      )
  }
  if (parts[0]?.startsWith('$'))
    throw badValue(
      `Cannot have ${parts[0] === '$' ? "positional (i.e. '$')" : "array filter identifier (i.e. '$[<id>]')"} element in the first position in path '${path}'`,
    )
  if (parts.filter((part) => part === '$').length > 1)
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`)
  return parts
}

/** Where a `$rename` goes to and where it comes from. */
export function compileRename(
  path: string,
  operand: Value,
): { path: string; parts: readonly string[]; change: { from: readonly string[] } } {
  if (typeof operand !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${path}: ${show(operand)}`)
  if (operand.includes('\0'))
    throw badValue("The 'to' field for $rename cannot contain an embedded null byte")
  const parts = parsePath(operand)
  const from = parsePath(path)
  if (operand === path)
    throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`)
  if (`${path}.`.startsWith(`${operand}.`) || `${operand}.`.startsWith(`${path}.`))
    throw badValue(
      `The source and target field for $rename must not be on the same path: ${path}: "${operand}"`,
    )
  if (from.some((part) => part.startsWith('$')))
    throw badValue(`The source field for $rename may not be dynamic: ${path}`)
  if (parts.some((part) => part.startsWith('$')))
    throw badValue(`The destination field for $rename may not be dynamic: ${operand}`)
  return { path: operand, parts, change: { from } }
}

const POSITION = /^(?:0|[1-9]\d*)$/

export function isPosition(part: string): boolean {
  return POSITION.test(part)
}

/** By name, positions by their size. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    if (part === other) continue
    if (isPosition(part) && isPosition(other)) return Number(part) - Number(other)
    return part < other ? -1 : 1
  }
  return a.length - b.length
}

export function childOf(container: Value, part: string): Value {
  if (isDoc(container)) return getField(container, part)
  return isArray(container) && isPosition(part) ? container[Number(part)] : undefined
}

export function valueAt(doc: Doc, parts: readonly string[]): Value {
  return parts.reduce<Value>(childOf, doc)
}
