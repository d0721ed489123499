import { exact, rank } from './compare.ts'
import { Refusal } from './refusal.ts'
import type { Value } from './values.ts'

/** Rounded towards zero, if it is a number that a long can hold then. */
export function truncated(value: Value): bigint | undefined {
  if (rank(value) !== 10) return undefined
  const number = exact(value)
  if (typeof number === 'string') return undefined
  return inLong(number.top / number.bottom)
}

export function wholeNumber(value: Value): bigint | undefined {
  if (rank(value) !== 10) return undefined
  const number = exact(value)
  if (typeof number === 'string' || number.top % number.bottom !== 0n) return undefined
  return inLong(number.top / number.bottom)
}

const inLong = (n: bigint): bigint | undefined => (BigInt.asIntN(64, n) === n ? n : undefined)

const ALIASES: Record<string, Value['t'][]> = {
  double: ['double'],
  string: ['string'],
  object: ['object'],
  array: ['array'],
  binData: ['binary'],
  objectId: ['oid'],
  bool: ['bool'],
  date: ['date'],
  null: ['null'],
  regex: ['regex'],
  int: ['int'],
  timestamp: ['timestamp'],
  long: ['long'],
  decimal: ['decimal'],
  minKey: ['minKey'],
  maxKey: ['maxKey'],
  number: ['int', 'long', 'double', 'decimal'],
}
const CODES: Record<string, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  '-1': 'minKey',
  127: 'maxKey',
}

/** The kinds of values that `$type` names. */
export function typesOf(operand: Value): Set<Value['t']> {
  const named = (item: Value): Value['t'][] => {
    const whole = wholeNumber(item)
    const alias = item.t === 'string' ? item.s : whole === undefined ? '' : (CODES[whole.toString()] ?? '')
    const types = ALIASES[alias]
    if (types === undefined) throw new Refusal(2, 'unknown type')
    return types
  }
  const items = operand.t === 'array' ? operand.items : [operand]
  return new Set(items.flatMap(named))
}
