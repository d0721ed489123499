import { type Doc, fieldEntries, getField, hasField, isArray, isDoc, type Value } from '../../bson/value.ts'
import { toRegExp } from '../regex.ts'
import { type Compile, type Keyword, mistyped, nonNegative, object, type Schema, strings } from './keyword.ts'

export const OBJECT_KEYWORDS: Readonly<Record<string, Compile>> = {
  required: ({ name, operand }) => {
    const names = strings(name, operand)
    return ofDoc((doc) => names.every((field) => hasField(doc, field)))
  },
  properties: (keyword) => {
    const schemas = schemasOf(keyword)
    return ofDoc((doc) =>
      schemas.every(([name, schema]) => !hasField(doc, name) || schema(getField(doc, name))),
    )
  },
  patternProperties: (keyword) => {
    const schemas = schemasOf(keyword).map(([pattern, schema]) => ({ regex: toRegExp(pattern, ''), schema }))
    return ofDoc((doc) =>
      fieldEntries(doc).every(([name, value]) =>
        schemas.every(({ regex, schema }) => !regex.test(name) || schema(value)),
      ),
    )
  },
  additionalProperties,
  minProperties: (keyword) => {
    const least = nonNegative(keyword)
    return ofDoc((doc) => Object.keys(doc).length >= least)
  },
  maxProperties: (keyword) => {
    const most = nonNegative(keyword)
    return ofDoc((doc) => Object.keys(doc).length <= most)
  },
  dependencies: (keyword) => {
    const needs = fieldEntries(object(keyword)).map(([name, need]) => ({
      name,
      test: dependency(keyword, need),
    }))
    return ofDoc((doc) => needs.every(({ name, test }) => !hasField(doc, name) || test(doc)))
  },
}

function schemasOf(keyword: Keyword): [string, Schema][] {
  return fieldEntries(object(keyword)).map(([name, source]) => {
    if (!isDoc(source)) throw mistyped(keyword.name, 'an object of objects')
    return [name, keyword.compile(source)]
  })
}

/** What `properties` and `patternProperties` do not name. */
function additionalProperties({ name, operand, siblings, compile }: Keyword): Schema {
  if (typeof operand !== 'boolean' && !isDoc(operand)) throw mistyped(name, 'an object or a boolean')
  const schema: Schema = typeof operand === 'boolean' ? () => operand : compile(operand)
  const { properties, patternProperties } = siblings
  const named = isDoc(properties) ? properties : {}
  const patterns = isDoc(patternProperties)
    ? fieldEntries(patternProperties).map(([pattern]) => toRegExp(pattern, ''))
    : []
  return ofDoc((doc) =>
    fieldEntries(doc).every(
      ([field, value]) =>
        hasField(named, field) || patterns.some((regex) => regex.test(field)) || schema(value),
    ),
  )
}

function dependency({ name, compile }: Keyword, need: Value): (doc: Doc) => boolean {
  if (isArray(need)) {
    const names = strings(name, need)
    return (doc) => names.every((field) => hasField(doc, field))
  }
  if (!isDoc(need)) throw mistyped(name, 'an object of objects or arrays')
  return compile(need)
}

function ofDoc(test: (doc: Doc) => boolean): Schema {
  return (value: Value) => !isDoc(value) || test(value)
}
