import { encodeKey } from '../../bson/key.ts'
import { type Doc, hasField, isArray, isDoc, setField, type Value } from '../../bson/value.ts'
import { parseTypeAlias, typeName } from '../type-alias.ts'
import { type Compile, failed, type Keyword, mistyped, type Schema, strings } from './keyword.ts'

const JSON_TYPES: Readonly<Record<string, readonly string[]>> = {
  object: ['object'],
  array: ['array'],
  number: ['int', 'long', 'double', 'decimal'],
  boolean: ['bool'],
  string: ['string'],
  null: ['null'],
}

export const GENERAL_KEYWORDS: Readonly<Record<string, Compile>> = {
  title: text,
  description: text,
  bsonType: (keyword) => {
    names(keyword)
    return ofTypes(parseTypeAlias(keyword.operand))
  },
  type: (keyword) => {
    if (hasField(keyword.siblings, 'bsonType'))
      throw failed("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'")
    return ofTypes(new Set(names(keyword).flatMap(jsonType)))
  },
  enum: ({ operand }) => {
    if (!isArray(operand)) throw mistyped('enum', 'an array')
    if (operand.length === 0) throw failed("keyword 'enum' cannot be an empty array")
    const allowed = new Set(operand.map(identity))
    if (allowed.size !== operand.length) throw failed("keyword 'enum' has duplicate entries")
    return (value) => allowed.has(identity(value))
  },
  allOf: (keyword) => {
    const schemas = alternatives(keyword)
    return (value) => schemas.every((schema) => schema(value))
  },
  anyOf: (keyword) => {
    const schemas = alternatives(keyword)
    return (value) => schemas.some((schema) => schema(value))
  },
  oneOf: (keyword) => {
    const schemas = alternatives(keyword)
    return (value) => schemas.filter((schema) => schema(value)).length === 1
  },
  not: ({ operand, compile }) => {
    if (!isDoc(operand)) throw mistyped('not', 'an object')
    const schema = compile(operand)
    return (value) => !schema(value)
  },
}

function text({ name, operand }: Keyword): undefined {
  if (typeof operand !== 'string') throw mistyped(name, 'a string')
}

function names({ name, operand }: Keyword): readonly string[] {
  return typeof operand === 'string' ? [operand] : strings(name, operand)
}

function jsonType(name: string): readonly string[] {
  const types = Object.hasOwn(JSON_TYPES, name) ? JSON_TYPES[name] : undefined
  if (types) return types
  throw failed(
    name === 'integer' ? "type 'integer' is not currently supported" : `Unknown type name alias: ${name}`,
  )
}

function ofTypes(types: ReadonlySet<string>): Schema {
  return (value) => types.has(typeName(value))
}

function alternatives({ name, operand, compile }: Keyword): readonly Schema[] {
  if (!isArray(operand)) throw mistyped(name, 'an array')
  if (operand.length === 0) throw failed(`keyword '${name}' cannot be an empty array`)
  return operand.map((source) => {
    if (!isDoc(source)) throw mistyped(name, 'an array of objects')
    return compile(source)
  })
}

/** Schemas do not count the order of fields: two values with the same text are equal to them. */
export function identity(value: Value): string {
  return encodeKey(sorted(value)).toString('latin1')
}

function sorted(value: Value): Value {
  if (isArray(value)) return value.map(sorted)
  if (!isDoc(value)) return value
  const doc: Doc = {}
  for (const name of Object.keys(value).sort()) setField(doc, name, sorted(value[name]))
  return doc
}
