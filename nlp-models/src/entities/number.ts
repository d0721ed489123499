import { chineseNumber, namesInChinese } from './chinese-number.ts'
import { DAY_UNIT, NUMERAL, UNIT } from './flags.ts'
import { namesSomething, TERM_ENDS, TERM_HEADS } from './named-number.ts'
import { type Numeral, readDigits, readNumeral, readWords } from './numerals.ts'
import { CODE, DIGITS, isAlphanumeric, isHan, SIGN, WORD } from './pieces.ts'
import {
  type Extractor,
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isGlued,
  isSign,
  isWordOf,
  lengthOf,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const PERCENT = setOf('percent pct percents')
/** Longer rows of digits name something. */
const MOST_DIGITS = 6
/** `3G` to `5G`, `4K`: names of a technique. */
const TECHNIQUES = /^(?:[2-6]g|[48]k|[1-9]d|4s|\d+p)$/

/**
 * Finds what is counted: digits, number words from two upwards, per cent. The value is `2`, `0.5`, `15%`. Numbers
 * that name instead (rooms, versions, codes, house numbers), fractions, ratios and ordinals are none.
 */
export const extractNumber: Extractor = (scan, index) => {
  const type = typeOf(scan, index)
  if (type === DIGITS) return digitNumber(scan, index)
  if (type === WORD) return wordNumber(scan, index)
  return chineseNumber(scan, index)
}

function digitNumber(scan: Scan, index: number): Found | undefined {
  if (!standsAlone(scan, index)) return undefined
  const read = readDigits(scan, index)
  const percent = percentBehind(scan, read)
  if (percent !== undefined) return { kind: 'number', end: percent, value: `${read.value}%` }
  if (isTooLong(scan, index, read) || isPartOfMore(scan, read)) return undefined
  if (namesSomething(scan, index, read) || namesInChinese(scan, index, read.end)) return undefined
  const scaled = tenThousands(scan, read) ?? readNumeral(scan, index) ?? read
  const chinese = chineseNumber(scan, index)
  if (chinese && chinese.end > scaled.end) return chinese
  return { kind: 'number', end: scaled.end, value: String(scaled.value) }
}

/** `5w` among Chinese characters is 5万. */
function tenThousands(scan: Scan, { value, end, next }: Numeral): Numeral | undefined {
  if (wordAt(scan, next) !== 'w' || !isGlued(scan, next)) return undefined
  const isChinese =
    isHan(scan.lower.charCodeAt(end + 1)) || isHan(scan.lower.charCodeAt(startOf(scan, next - 1) - 1))
  return isChinese ? { value: value * 10_000, end: end + 1, next: next + 1 } : undefined
}

/** Not behind a letter or another number, as in `v2.3`, `B-12`, `7/24`; `x2` and `size:43` are fine. */
function standsAlone(scan: Scan, index: number): boolean {
  const at = startOf(scan, index)
  const before = scan.lower.charCodeAt(at - 1)
  if (at === 0 || !isGlued(scan, index)) return true
  if (isHan(before)) return true
  if (isAlphanumeric(before)) return wordAt(scan, index - 1) === 'x'
  const sign = scan.lower[at - 1] ?? ''
  // What is left of a masked card.
  if (sign === '#' || sign === '•') return false
  if (!".-–/:_\\'’*@$€£¥+&=".includes(sign)) return true
  const farther = scan.lower.charCodeAt(at - 2)
  if (sign === '-' || sign === '–') return isRangeEnd(scan, index)
  return (
    !(isAlphanumeric(farther) && at > 1) ||
    ((sign === ':' || sign === '.') && typeOf(scan, index - 2) === WORD)
  )
}

/** The second number of `3-5 days`. */
function isRangeEnd(scan: Scan, index: number): boolean {
  if (!isGlued(scan, index - 1)) return true
  return scan.last.kind === 'number' && scan.last.end === startOf(scan, index - 1)
}

function percentBehind(scan: Scan, { next }: Numeral): number | undefined {
  if (gapBefore(scan, next) > 1) return undefined
  if (isSign(scan, next, '%')) return endOf(scan, next)
  if (isWordOf(scan, next, PERCENT)) return endOf(scan, next)
  const isPerCent = wordAt(scan, next) === 'per' && wordAt(scan, next + 1) === 'cent'
  return isPerCent ? endOf(scan, next + 1) : undefined
}

function isTooLong(scan: Scan, index: number, read: Numeral): boolean {
  const isLong = lengthOf(scan, index) > MOST_DIGITS
  const isPadded = lengthOf(scan, index) > 1 && scan.text[startOf(scan, index)] === '0'
  return isLong || (isPadded && read.next === index + 1)
}

/** `1/2`, `16:9`, `1.2.3`, `3rd`, `5G`, `3-in-1`, `10-20-30`, `7x24`. */
function isPartOfMore(scan: Scan, { next }: Numeral): boolean {
  if (!isGlued(scan, next)) return false
  if (typeOf(scan, next) === SIGN) return goesOn(scan, next)
  if (typeOf(scan, next) !== WORD && typeOf(scan, next) !== CODE) return false
  const glued = scan.lower.slice(startOf(scan, next - 1), endOf(scan, next))
  if (typeOf(scan, next) === CODE || TECHNIQUES.test(glued)) return true
  if (wordAt(scan, next) === 'x' && isGlued(scan, next + 1)) return true
  return (flagsOf(scan, next) & (UNIT | DAY_UNIT)) === 0
}

function goesOn(scan: Scan, next: number): boolean {
  if (!isGlued(scan, next + 1)) return isSign(scan, next, '/') && typeOf(scan, next + 1) === DIGITS
  const isDigits = typeOf(scan, next + 1) === DIGITS
  if (isSign(scan, next, '/:.*_+') && isDigits) return true
  if (isSign(scan, next, "’'")) return true
  if (!isSign(scan, next, '-–')) return false
  // 3-in-1 is no length.
  if (!isDigits) return (flagsOf(scan, next + 1) & (DAY_UNIT | UNIT)) === 0 || wordAt(scan, next + 1) === 'in'
  const behind = next + 2
  return isSign(scan, behind, '-–/') && isGlued(scan, behind)
}

function wordNumber(scan: Scan, index: number): Found | undefined {
  const read = readWords(scan, index)
  if (read === undefined || read.value === 1) return undefined
  const percent = percentBehind(scan, read)
  if (percent !== undefined) return { kind: 'number', end: percent, value: `${read.value}%` }
  if (isTerm(scan, index, read)) return undefined
  return { kind: 'number', end: read.end, value: String(read.value) }
}

/** two-factor, twenty-four seven, cloud nine, fifty-fifty, one two three. */
function isTerm(scan: Scan, index: number, { next }: Numeral): boolean {
  if (isSign(scan, index - 1, '-–') && isGlued(scan, index)) return scan.last.end !== endOf(scan, index - 2)
  if (isWordOf(scan, index - 1, TERM_HEADS) || isWordOf(scan, next, TERM_ENDS)) return true
  if (isNamedInWords(scan, index)) return true
  if (isSign(scan, next, '-–') && isGlued(scan, next) && isGlued(scan, next + 1))
    return (flagsOf(scan, next + 1) & (DAY_UNIT | UNIT | NUMERAL)) === 0
  if (isSign(scan, next, "'’") && isGlued(scan, next)) return true
  if (wordAt(scan, index) === 'seven' && wordAt(scan, index - 1) === 'four') return true
  return wordAt(scan, index) === 'twenty' && wordAt(scan, next) === 'seven'
}

function isNamedInWords(scan: Scan, index: number): boolean {
  return NAMED_IN_WORDS.has(wordAt(scan, index - 1))
}
const NAMED_IN_WORDS = setOf(
  'room gate platform floor level chapter terminal step line option part day week phase stage press page act episode season number door zone pier hall',
)
