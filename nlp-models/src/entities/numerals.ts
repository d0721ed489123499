import { NUMERAL, SCALE } from './flags.ts'
import { DIGITS, WORD } from './pieces.ts'
import {
  endOf,
  flagsOf,
  gapBefore,
  isGlued,
  isSign,
  matchAt,
  numberOf,
  pieceFrom,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'

/** A number as it is written. */
export interface Numeral {
  readonly value: number
  /** UTF-16 offset behind it. */
  readonly end: number
  /** The piece behind it. */
  readonly next: number
}

// `1,234.5`, `1'234`, `1.234.567`, `1.234,50`; else digits with at most one decimal mark.
const COMMAS = /\d{1,3}(?:([,'’])\d{3})(?:\1\d{3}){0,4}(?:\.\d{1,6})?(?![\d])/y
const DOTS = /\d{1,3}(?:(?:\.\d{3}){2,5}(?:,\d{1,2})?|\.\d{3},\d{1,2})(?!\d)/y
const PLAIN = /\d{1,15}(?:[.,]\d{1,6}(?!\d))?/y

/** Reads a row of digits with its separators; `1.234` is a decimal, `1,234` a thousand. */
export function readDigits(scan: Scan, index: number): Numeral {
  const at = startOf(scan, index)
  const typed = longerThan(scan, index)
    ? (matchAt(COMMAS, scan.text, at) ?? matchAt(DOTS, scan.text, at) ?? matchAt(PLAIN, scan.text, at))?.[0]
    : undefined
  const digits = typed ?? scan.text.slice(at, endOf(scan, index))
  const end = at + digits.length
  return { value: valueOfDigits(digits), end, next: pieceFrom(scan, end, index) }
}

/** Whether digits go on behind a mark. */
function longerThan(scan: Scan, index: number): boolean {
  return isSign(scan, index + 1, ".,'’") && isGlued(scan, index + 1) && isGlued(scan, index + 2)
}

function valueOfDigits(digits: string): number {
  const plain = Number(digits)
  if (!Number.isNaN(plain)) return plain
  const decimal = /[.,](?=\d+$)/.exec(digits)
  const isThousands = decimal === null || /^\d{1,3}(?:[.,'’]\d{3})+$/.test(digits)
  if (isThousands) return Number(digits.replace(/\D/g, ''))
  const whole = digits.slice(0, decimal.index).replace(/\D/g, '')
  return Number(`${whole}.${digits.slice(decimal.index + 1)}`)
}

/** Reads an English number word, as far as it goes: `two`, `twenty-one`, `a hundred and fifty`, `half a dozen`. */
export function readWords(scan: Scan, index: number): Numeral | undefined {
  const first = wordAt(scan, index)
  if (first === 'half') return halfOf(scan, index)
  if (first !== 'a' && first !== 'an')
    return (flagsOf(scan, index) & NUMERAL) === 0 ? undefined : sumOf(scan, index, 0)
  return (flagsOf(scan, index + 1) & SCALE) === 0 ? undefined : sumOf(scan, index + 1, 1)
}

function halfOf(scan: Scan, index: number): Numeral | undefined {
  const scale = wordAt(scan, index + 1) === 'a' ? index + 2 : index + 1
  if ((flagsOf(scan, scale) & SCALE) === 0) return undefined
  return { value: numberOf(scan, scale) / 2, end: endOf(scan, scale), next: scale + 1 }
}

const MOST_WORDS = 12

function sumOf(scan: Scan, index: number, counted: number): Numeral | undefined {
  const sum: Sum = { total: 0, current: counted, isClosed: false }
  let next = index
  for (let words = 0; words < MOST_WORDS && !sum.isClosed; words++) {
    const at = skipJoint(scan, next, index, sum.current + sum.total)
    const known = typeOf(scan, at) === WORD ? flagsOf(scan, at) : 0
    if (!take(sum, numberOf(scan, at), known)) break
    next = at + 1
  }
  if (next === index) return undefined
  return withHalf(scan, { value: sum.total + sum.current, end: endOf(scan, next - 1), next })
}

/** What is summed up: thousands and more, what they may still multiply, and whether nothing goes on (`dozen`). */
interface Sum {
  total: number
  current: number
  isClosed: boolean
}

/** Adds a number word; false when it is none of this number. */
function take(sum: Sum, value: number, known: number): boolean {
  if ((known & SCALE) === 0) {
    if ((known & NUMERAL) === 0 || !fitsBehind(sum.current, value)) return false
    sum.current += value
    return true
  }
  const product = (sum.current || 1) * value
  sum.current = value >= 1000 ? 0 : product
  if (value >= 1000) sum.total += product
  sum.isClosed = value === DOZEN
  return true
}
const DOZEN = 12

/** Over the hyphen of `twenty-one` and the `and` of `two hundred and five`. */
function skipJoint(scan: Scan, next: number, first: number, sum: number): number {
  if (next === first) return next
  if (isSign(scan, next, '-') && isGlued(scan, next) && isGlued(scan, next + 1)) return next + 1
  const isAnd = sum >= 100 && wordAt(scan, next) === 'and' && (flagsOf(scan, next + 1) & NUMERAL) !== 0
  if (isAnd) return next + 1
  return gapBefore(scan, next) <= 2 ? next : scan.count
}

function fitsBehind(current: number, value: number): boolean {
  if (current === 0) return true
  if (current % 100 === 0) return true
  return current % 10 === 0 && current % 100 >= 20 && value < 10
}

function withHalf(scan: Scan, read: Numeral): Numeral {
  const { next } = read
  const isHalf =
    wordAt(scan, next) === 'and' && wordAt(scan, next + 1) === 'a' && wordAt(scan, next + 2) === 'half'
  if (!isHalf) return read
  const half = { value: read.value + 0.5, end: endOf(scan, next + 2), next: next + 3 }
  return (flagsOf(scan, half.next) & SCALE) === 0 ? half : withScale(scan, half)
}

/** A number in digits or in English words, with `million` and the like behind digits. */
export function readNumeral(scan: Scan, index: number): Numeral | undefined {
  if (typeOf(scan, index) !== DIGITS) return readWords(scan, index)
  return withScale(scan, readDigits(scan, index))
}

function withScale(scan: Scan, read: Numeral): Numeral {
  const { next } = read
  if ((flagsOf(scan, next) & SCALE) === 0 || gapBefore(scan, next) > 1) return read
  if (wordAt(scan, next) === 'k' && !isGlued(scan, next)) return read
  return { value: read.value * numberOf(scan, next), end: endOf(scan, next), next: next + 1 }
}
