import type { Binary } from 'bson'
import { bsonType, isArray, isNumber, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import { typeName } from './type-alias.ts'
import { exactLong } from './whole-number.ts'

/** `all` or `any` of the positions are set or clear. */
export interface BitTest {
  readonly positions: readonly number[]
  readonly every: boolean
  readonly set: boolean
}

export const BIT_OPERATORS: Readonly<Record<string, Pick<BitTest, 'every' | 'set'>>> = {
  $bitsAllSet: { every: true, set: true },
  $bitsAllClear: { every: true, set: false },
  $bitsAnySet: { every: false, set: true },
  $bitsAnyClear: { every: false, set: false },
}

/** Bit positions as a list, as the ones of a number, or as those of binary data. */
export function bitPositions(operator: string, operand: Value): readonly number[] {
  if (isArray(operand)) return operand.map(position)
  if (bsonType(operand) === 'Binary') return binaryPositions(operand as Binary)
  if (!isNumber(operand))
    throw badValue(`${operator} takes an Array, a number, or a BinData but received: ${typeName(operand)}`)
  const mask = exactLong(operand)
  if (mask === undefined || mask < 0n)
    throw new StoreError(9, `Expected a non-negative integer in: ${operator}: ${String(operand)}`)
  return Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => (mask >> BigInt(bit)) & 1n)
}

function position(value: Value): number {
  const bit = exactLong(value)
  if (bit === undefined) throw badValue(`bit positions must be an integer but got: ${typeName(value)}`)
  if (bit > 0x7fffffffn || bit < -0x80000000n)
    throw badValue(`bit positions cannot be represented as a 32-bit signed integer: ${bit}`)
  if (bit < 0n) throw badValue(`bit positions must be >= 0 but got: ${bit}`)
  return Number(bit)
}

function binaryPositions(value: Binary): number[] {
  const bytes = value.value()
  return Array.from({ length: bytes.length * 8 }, (_, bit) => bit).filter((bit) => isSetIn(bytes, bit))
}

/** Binary data counts from its first byte and ends in zeros. */
function isSetIn(bytes: Uint8Array, bit: number): boolean {
  return (((bytes[Math.floor(bit / 8)] ?? 0) >> (bit % 8)) & 1) === 1
}

export function testBits(value: Value, { positions, every, set }: BitTest): boolean {
  const isSet = bitReader(value)
  if (!isSet) return false
  const holds = (bit: number): boolean => isSet(bit) === set
  return every ? positions.every(holds) : positions.some(holds)
}

/** Numbers count in two's complement, so the sign goes on behind bit 63. */
function bitReader(value: Value): ((bit: number) => boolean) | undefined {
  if (bsonType(value) === 'Binary') {
    const bytes = (value as Binary).value()
    return (bit) => isSetIn(bytes, bit)
  }
  if (!isNumber(value)) return undefined
  const long = exactLong(value)
  // How MongoDB rounds a decimal here is not written down.
  if (long === undefined && bsonType(value) === 'Decimal128')
    throw notSupported('a bit test of a decimal that is no long')
  return long === undefined ? undefined : (bit) => ((long >> BigInt(Math.min(bit, 63))) & 1n) === 1n
}
