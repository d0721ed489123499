import { decode } from '../bson/decode.ts'
import { asNumber, type Doc, isArray, isDoc, isNullish, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { documentsOf } from '../wire/message.ts'
import { missingField } from './arguments.ts'
import { argument, type CommandContext } from './context.ts'

const MAX_BATCH = 100_000

interface FieldShape {
  readonly type: string
  readonly required?: boolean
  readonly fits: (value: Value) => boolean
}

/** What one statement of a batch may have. A field that does not fit fails the command before anything is written. */
type StatementShape = Readonly<Record<string, FieldShape>>

const object: FieldShape = { type: 'object', fits: isDoc }
const flag: FieldShape = { type: 'bool', fits: (value) => typeof value === 'boolean' || isNumber(value) }
const hint: FieldShape = {
  type: "string', 'object",
  fits: (value) => typeof value === 'string' || isDoc(value),
}

export const UPDATE_SHAPE: StatementShape = {
  q: { ...object, required: true },
  u: { type: "object', 'array", required: true, fits: (value) => isDoc(value) || isArray(value) },
  c: object,
  upsert: flag,
  multi: flag,
  arrayFilters: { type: 'array', fits: isArray },
  hint,
  collation: object,
}

export const DELETE_SHAPE: StatementShape = {
  q: { ...object, required: true },
  limit: { type: 'int', required: true, fits: isNumber },
  hint,
  collation: object,
}

/** The batch as raw documents; at least one. */
export function statements(context: CommandContext, name: string): readonly Buffer[] {
  assertDocuments(context, name)
  const list = documentsOf(context.request, name)
  if (!list) throw missingField(context, name)
  if (list.length === 0 || list.length > MAX_BATCH)
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${list.length} operations.`,
    )
  return list
}

/** A list inside the body may hold anything; one beside it cannot. */
function assertDocuments(context: CommandContext, name: string): void {
  const listed = argument(context, name)
  if (isNullish(listed)) return
  const field = `${context.name}.${name}`
  if (!isArray(listed)) throw wrongType(field, listed, 'array')
  const stranger = listed.findIndex((item) => !isDoc(item))
  if (stranger !== -1) throw wrongType(`${field}.${stranger}`, listed[stranger], 'object')
}

export function parsedStatements(
  context: CommandContext,
  list: string,
  shape: StatementShape,
): readonly Doc[] {
  return statements(context, list).map((raw) => {
    const statement = decode(raw)
    checkStatement(`${context.name}.${list}`, statement, shape)
    const limit = asNumber(statement['limit']) ?? 0
    if (limit !== 0 && limit !== 1)
      throw new StoreError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`)
    return statement
  })
}

function checkStatement(place: string, statement: Doc, shape: StatementShape): void {
  for (const [field, value] of Object.entries(statement)) {
    const known = Object.hasOwn(shape, field) ? shape[field] : undefined
    if (!known) throw new StoreError(40415, `BSON field '${place}.${field}' is an unknown field.`)
    if (!isNullish(value) && !known.fits(value)) throw wrongType(`${place}.${field}`, value, known.type)
  }
  for (const [field, { required }] of Object.entries(shape))
    if (required && isNullish(statement[field]))
      throw new StoreError(40414, `BSON field '${place}.${field}' is missing but a required field`)
}

function wrongType(field: string, value: Value, wanted: string): StoreError {
  return new StoreError(
    14,
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${wanted}'`,
  )
}
