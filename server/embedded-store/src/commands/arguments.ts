import { asNumber, type Doc, isArray, isDoc, isNullish, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import type { Collection } from '../storage/collection.ts'
import { argument, type CommandContext } from './context.ts'

/** Arguments that any command may carry and that change nothing here. */
const GENERIC = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'stmtId',
  'autocommit',
  'startTransaction',
  'collation',
  '$audit',
  '$client',
])

export function checkArguments(context: CommandContext, fields: readonly string[]): void {
  const { name, body } = context
  for (const field of Object.keys(body)) {
    if (field === name || GENERIC.has(field) || fields.includes(field)) continue
    throw new StoreError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
  refuseCollation(body['collation'])
  refuseTransactions(body)
  checkReadConcern(body['readConcern'])
  checkWriteConcern(body['writeConcern'])
  if (body['apiVersion'] !== undefined && body['apiVersion'] !== '1')
    throw new StoreError(322, 'API version must be "1"')
}

const READ_LEVELS = new Set(['local', 'majority', 'available', 'linearizable'])

/** Every read sees every acknowledged write, which is all that these levels ask for. */
function checkReadConcern(concern: Value): void {
  if (isNullish(concern)) return
  if (!isDoc(concern))
    throw new StoreError(14, "BSON field 'readConcern' is the wrong type, expected type 'object'")
  const { level } = concern
  if (level === 'snapshot') throw notSupported('read concern snapshot')
  if (!isNullish(level) && !(typeof level === 'string' && READ_LEVELS.has(level)))
    throw new StoreError(
      2,
      `Enumeration value '${String(level)}' for field 'readConcern.level' is not a valid value.`,
    )
}

const WRITE_CONCERN = new Set(['w', 'j', 'fsync', 'wtimeout', 'provenance'])

function checkWriteConcern(concern: Value): void {
  if (isNullish(concern)) return
  if (!isDoc(concern))
    throw new StoreError(14, "BSON field 'writeConcern' is the wrong type, expected type 'object'")
  for (const field of Object.keys(concern))
    if (!WRITE_CONCERN.has(field))
      throw new StoreError(40415, `BSON field 'writeConcern.${field}' is an unknown field.`)
}

export function refuseCollation(collation: Value): void {
  if (isNullish(collation)) return
  const simple = isDoc(collation) && (Object.keys(collation).length === 0 || collation['locale'] === 'simple')
  if (!simple) throw notSupported('collation')
}

function refuseTransactions(body: Doc): void {
  if (body['autocommit'] === false || body['startTransaction'] === true) {
    throw new StoreError(
      263,
      'The embedded store has no multi-document transactions; set MONGODB_URI to use a MongoDB server',
    )
  }
}

export function namespaceOf(context: CommandContext): string {
  const collection = argument(context, context.name)
  if (typeof collection !== 'string' || collection === '')
    throw new StoreError(73, `Invalid namespace specified '${context.database}.'`)
  return `${context.database}.${collection}`
}

/** @throws StoreError 26 when there is no such collection */
export function existingCollection(context: CommandContext): Collection {
  const ns = namespaceOf(context)
  const collection = context.store.catalog.find(ns)
  if (!collection) throw new StoreError(26, `ns does not exist: ${ns}`)
  return collection
}

export function docArgument(context: CommandContext, name: string): Doc {
  return optionalDoc(context, name) ?? {}
}

export function optionalDoc(context: CommandContext, name: string): Doc | undefined {
  const value = argument(context, name)
  if (isNullish(value)) return undefined
  if (!isDoc(value))
    throw new StoreError(14, `BSON field '${context.name}.${name}' is the wrong type, expected type 'object'`)
  return value
}

export function arrayArgument(context: CommandContext, name: string): readonly Value[] {
  const value = argument(context, name)
  if (value === undefined) throw missingField(context, name)
  if (!isArray(value))
    throw new StoreError(14, `BSON field '${context.name}.${name}' is the wrong type, expected type 'array'`)
  return value
}

export function missingField({ name }: CommandContext, field: string): StoreError {
  return new StoreError(40414, `BSON field '${name}.${field}' is missing but a required field`)
}

export function countArgument(context: CommandContext, name: string): number {
  const value = argument(context, name)
  if (isNullish(value)) return 0
  const number = asNumber(value)
  if (number === undefined)
    throw new StoreError(14, `BSON field '${context.name}.${name}' is the wrong type, expected a number`)
  if (number < 0)
    throw new StoreError(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`)
  if (!Number.isInteger(number)) throw new StoreError(9, `Expected an integer: ${name}: ${number}`)
  return number
}

export function flagArgument(context: CommandContext, name: string, fallback: boolean): boolean {
  const value = argument(context, name)
  if (isNullish(value)) return fallback
  if (typeof value === 'boolean') return value
  const number = asNumber(value)
  if (number === undefined)
    throw new StoreError(14, `BSON field '${context.name}.${name}' is the wrong type, expected type 'bool'`)
  return number !== 0
}
