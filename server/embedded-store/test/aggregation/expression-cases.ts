import mongoose from 'mongoose'
import type { Db } from '../with-store.ts'

export const { Decimal128, Double, Int32, Long, ObjectId, Timestamp, Binary, BSONRegExp } = mongoose.mongo

export const decimal = (text: string) => Decimal128.fromString(text)
export const long = (text: string | number) => Long.fromString(String(text))
export const int = (value: number) => new Int32(value)
export const double = (value: number) => new Double(value)

/** Stands for a value that is not there. */
export const MISSING = Symbol('missing')

/** A value with its type, which the driver would otherwise promote away. */
export function typed(value: unknown): unknown {
  if (value === undefined) return MISSING
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return `date ${value.toISOString()}`
  if (Array.isArray(value)) return value.map(typed)
  const type = (value as { _bsontype?: string })._bsontype
  if (type === 'Double') return `double ${show((value as { value: number }).value)}`
  if (type) return `${type === 'Int32' ? 'int' : type.toLowerCase()} ${String(value)}`
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, typed(item)]))
}

function show(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Evaluates one expression over one document, numbers in their own types. */
export async function evaluate(db: Db, expression: unknown, document: object = {}): Promise<unknown> {
  const [row] = await db
    .aggregate([{ $documents: [{ $literal: document }] }, { $replaceWith: { r: expression } }], {
      promoteValues: false,
    })
    .toArray()
  return typed((row as { r?: unknown }).r)
}

/** The answer, or `error` and MongoDB's number. */
export async function answer(db: Db, expression: unknown, document?: object): Promise<unknown> {
  return evaluate(db, expression, document).catch((error: { code?: unknown }) => `error ${error.code}`)
}

export type Case = readonly [expression: unknown, expected: unknown, document?: object]
