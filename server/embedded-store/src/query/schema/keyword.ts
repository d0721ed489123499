import { type Doc, isArray, isDoc, type Value } from '../../bson/value.ts'
import { StoreError } from '../../errors.ts'
import { exactLong } from '../whole-number.ts'

/** Whether a value that is there is as a schema says. */
export type Schema = (value: Value) => boolean

export interface Keyword {
  readonly name: string
  readonly operand: Value
  /** The schema that the keyword stands in; some speak of each other. */
  readonly siblings: Doc
  readonly compile: (source: Value) => Schema
}

/** Nothing for a keyword that asks nothing of itself. */
export type Compile = (keyword: Keyword) => Schema | undefined

export function failed(message: string): StoreError {
  return new StoreError(9, `$jsonSchema ${message}`)
}

export function mistyped(name: string, wanted: string): StoreError {
  return new StoreError(14, `$jsonSchema keyword '${name}' must be ${wanted}`)
}

export function nonNegative({ name, operand }: Keyword): number {
  const number = exactLong(operand)
  if (number === undefined || number < 0n) throw failed(`keyword '${name}' must be a non-negative integer`)
  return Number(number)
}

export function strings(name: string, value: Value): readonly string[] {
  if (!isArray(value)) throw mistyped(name, 'an array of strings')
  const texts = value.map((item) => {
    if (typeof item !== 'string') throw mistyped(name, 'an array of strings')
    return item
  })
  if (texts.length === 0) throw failed(`keyword '${name}' cannot be an empty array`)
  if (new Set(texts).size !== texts.length) throw failed(`keyword '${name}' has duplicate entries`)
  return texts
}

export function object({ name, operand }: Keyword): Doc {
  if (!isDoc(operand)) throw mistyped(name, 'an object')
  return operand
}
