import { fieldEntries, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { ARRAY_KEYWORDS } from './schema/arrays.ts'
import { GENERAL_KEYWORDS } from './schema/general.ts'
import type { Compile, Schema } from './schema/keyword.ts'
import { OBJECT_KEYWORDS } from './schema/objects.ts'
import { SCALAR_KEYWORDS } from './schema/scalars.ts'

export type { Schema } from './schema/keyword.ts'

const KEYWORDS: ReadonlyMap<string, Compile> = new Map(
  [GENERAL_KEYWORDS, SCALAR_KEYWORDS, OBJECT_KEYWORDS, ARRAY_KEYWORDS].flatMap((group) =>
    Object.entries(group),
  ),
)
/** Parts of draft 4 that MongoDB's manual leaves out. */
const UNSUPPORTED = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id'])
const REFUSED = new Set(['encrypt', 'encryptMetadata'])

/** `$jsonSchema`: whether a value, here the whole document, is as the schema says. @throws FailedToParse (9) */
export function compileSchema(source: Value): Schema {
  if (!isDoc(source)) throw new StoreError(14, '$jsonSchema must be an object')
  const tests: Schema[] = []
  for (const [name, operand] of fieldEntries(source)) {
    if (REFUSED.has(name)) throw notSupported(`the $jsonSchema keyword ${name}`)
    if (UNSUPPORTED.has(name))
      throw new StoreError(9, `$jsonSchema keyword '${name}' is not currently supported`)
    const compile = KEYWORDS.get(name)
    if (!compile) throw new StoreError(9, `Unknown $jsonSchema keyword: ${name}`)
    const test = compile({ name, operand, siblings: source, compile: compileSchema })
    if (test) tests.push(test)
  }
  return (value) => tests.every((test) => test(value))
}
