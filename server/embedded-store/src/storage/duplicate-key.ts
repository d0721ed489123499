import type { Binary, Double, Timestamp } from 'bson'
import { bsonType, type Doc, fieldEntries, isArray, isDoc, setField, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Index } from './index-definition.ts'
import type { KeyRow } from './index-keys.ts'

/** E11000 with the fields and the wording that mongoose and applications read. */
export function duplicateKeyError({ ns, index, row }: { ns: string; index: Index; row: KeyRow }): StoreError {
  const keyValue: Doc = {}
  for (const [position, { path }] of index.fields.entries()) setField(keyValue, path, row[position] ?? null)
  const message = `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: ${show(keyValue)}`
  return new StoreError(11000, message, { keyPattern: index.keyPattern, keyValue })
}

/** A value in the notation of MongoDB's shell. */
export function show(value: Value): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (isArray(value)) return `[ ${value.map(show).join(', ')} ]`
  if (isDoc(value))
    return `{ ${fieldEntries(value)
      .map(([name, item]) => `${name}: ${show(item)}`)
      .join(', ')} }`
  return showWrapped(value)
}

function showWrapped(value: Value): string {
  switch (bsonType(value)) {
    case 'ObjectId':
      return `ObjectId('${String(value)}')`
    case 'Double': {
      const number = (value as Double).value
      return Number.isInteger(number) ? number.toFixed(1) : String(number)
    }
    case 'Decimal128':
      return `NumberDecimal("${String(value)}")`
    case 'Binary': {
      const binary = value as Binary
      return `BinData(${binary.sub_type}, ${Buffer.from(binary.value()).toString('hex').toUpperCase()})`
    }
    case 'Timestamp':
      return `Timestamp(${(value as Timestamp).getHighBitsUnsigned()}, ${(value as Timestamp).getLowBitsUnsigned()})`
    default:
      return String(value)
  }
}
