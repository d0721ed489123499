import { chineseAmount } from './chinese-amount.ts'
import { CODES, NATIONAL_CODES } from './currencies.ts'
import { CURRENCY, NUMERAL } from './flags.ts'
import { type Numeral, readNumeral } from './numerals.ts'
import { DIGITS, SIGN, WORD } from './pieces.ts'
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
  matchAt,
  pieceFrom,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/** `1,299.99`, `1.299,99`, `1 299,99`: the last mark before one or two digits is the decimal one. */
const MONEY =
  /\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3}){0,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2}(?!\d))?/y
const NO_SPACE =
  /\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3}){0,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2}(?!\d))?/y
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
  thousand: 1e3,
  hundred: 100,
  w: 1e4,
}
const SUBUNITS = setOf('cent cents pence p c')
/** Banknotes by their names. */
const NOTES: Readonly<Record<string, number>> = { fiver: 5, fivers: 5, tenner: 10, tenners: 10 }
const WEIGHED = setOf('weighs weigh weighing weight lost lose')
const RANGE = /^ ?(?:-|–|—|~|to|or|至|到) ?$/
const NO_CODES = setOf('c a s r us nz nt won try sar p')

/**
 * Finds a sum of money in digits or words; the value is `12.50 EUR`. The sign ¥ is read as yuan, `$` as American
 * dollars, a pound as sterling.
 */
export const extractAmount: Extractor = (scan, index) =>
  longer(
    signFirst(scan, index) ?? numberFirst(scan, index) ?? secondOfRange(scan, index),
    chineseAmount(scan, index),
  )

function longer(one: Found | undefined, other: Found | undefined): Found | undefined {
  return other && other.end > (one?.end ?? 0) ? other : one
}

interface Currency {
  readonly code: string
  /** The piece behind it. */
  readonly next: number
  readonly share: number
}

function signFirst(scan: Scan, index: number): Found | undefined {
  const currency = prefixAt(scan, index)
  if (currency === undefined || gapBefore(scan, currency.next) > 2) return undefined
  if (typeOf(scan, currency.next) !== DIGITS) return undefined
  const money = scaled(scan, readMoney(scan, currency.next, NO_SPACE))
  const named = suffixAt(scan, money.next)
  if (named && (named.code === currency.code || wordAt(scan, named.next - 1).length === 3))
    return amount(money.value, named.code, endOf(scan, named.next - 1))
  const chinese = chineseUnitBehind(scan, money.end)
  return amount(money.value, currency.code, chinese ?? money.end)
}

/** `¥199元`, `rmb800块`. */
function chineseUnitBehind(scan: Scan, at: number): number | undefined {
  return '元块'.includes(scan.text[at] ?? ' ') ? at + 1 : undefined
}

/** `$`, `US$`, `EUR`, `CAD $` before a number. */
function prefixAt(scan: Scan, index: number): Currency | undefined {
  if (typeOf(scan, index) === SIGN) return signAt(scan, index)
  if (typeOf(scan, index) !== WORD || (flagsOf(scan, index) & CURRENCY) === 0) return undefined
  const word = wordAt(scan, index)
  const withSign = typeOf(scan, index + 1) === SIGN ? signBehind(scan, index, word) : undefined
  if (withSign) return withSign
  const isCode = (word.length === 3 || word === 'rs') && !NO_CODES.has(word)
  return isCode ? codeOf(word, index + 1) : undefined
}

/** `US$`, `CAD $`. */
function signBehind(scan: Scan, index: number, word: string): Currency | undefined {
  const both = word + (scan.lower[startOf(scan, index + 1)] ?? '')
  const code = isGlued(scan, index + 1) ? CODES.get(both) : undefined
  if (code !== undefined) return { code, next: index + 2, share: 1 }
  const sign = signAt(scan, index + 1)
  return sign && word.length === 3 ? { ...sign, code: CODES.get(word) ?? sign.code } : undefined
}

function signAt(scan: Scan, index: number): Currency | undefined {
  return codeOf(scan.lower[startOf(scan, index)] ?? '', index + 1)
}

function codeOf(name: string, next: number): Currency | undefined {
  const code = CODES.get(name)
  return code === undefined ? undefined : { code, next, share: 1 }
}

function numberFirst(scan: Scan, index: number): Found | undefined {
  const number = numberAt(scan, index)
  if (number === undefined) return undefined
  const currency = suffixAt(scan, number.next) ?? rangeCurrency(scan, number.next)
  if (currency === undefined || isWeight(scan, index, currency)) return undefined
  const end = currency.next > 0 ? endOf(scan, currency.next - 1) : number.end
  return withCents(scan, {
    value: number.value * currency.share,
    code: currency.code,
    end,
    next: currency.next,
  })
}

function numberAt(scan: Scan, index: number): Numeral | undefined {
  const type = typeOf(scan, index)
  if (type === DIGITS) return scaled(scan, readMoney(scan, index, MONEY))
  if (type !== WORD) return undefined
  const first = wordAt(scan, index)
  const read = readNumeral(scan, index)
  if (read === undefined && (first === 'a' || first === 'an'))
    return { value: 1, end: endOf(scan, index), next: index + 1 }
  return read
}

/** `€`, `euros`, `cents`, `US dollars` behind a number. */
function suffixAt(scan: Scan, next: number): Currency | undefined {
  if (next >= scan.count || gapBefore(scan, next) > 2) return undefined
  if (typeOf(scan, next) === SIGN) return signAt(scan, next)
  if (typeOf(scan, next) !== WORD) return undefined
  const word = wordAt(scan, next)
  if (SUBUNITS.has(word)) return subunit(scan, next, word)
  const note = NOTES[word]
  if (note !== undefined) return { code: 'GBP', next: next + 1, share: note }
  const national = nationalAt(scan, next)
  if (national) return national
  if ((flagsOf(scan, next) & CURRENCY) === 0 || NO_SUFFIXES.has(word)) return undefined
  // 5 won, but 50,000 won.
  if (word === 'won' && lengthOf(scan, next - 1) < 3) return undefined
  const sterling = wordAt(scan, next + 1) === 'sterling' ? 1 : 0
  return codeOf(word, next + 1 + sterling)
}
const NO_SUFFIXES = setOf('hk try rs sar')

/** `99p` only glued; a cent is American. */
function subunit(scan: Scan, next: number, word: string): Currency | undefined {
  const isShort = word.length === 1
  if (isShort && (!isGlued(scan, next) || word === 'c')) return undefined
  // 1080p is a picture.
  if (isShort && lengthOf(scan, next - 1) > 2) return undefined
  const code = word.startsWith('p') ? 'GBP' : 'USD'
  return { code, next: next + 1, share: 0.01 }
}

function nationalAt(scan: Scan, next: number): Currency | undefined {
  for (let words = 2; words <= 3; words++) {
    const typed = scan.lower.slice(startOf(scan, next), endOf(scan, next + words - 1)).replace(/s$/, '')
    const code = NATIONAL_CODES.get(typed)
    if (code !== undefined) return { code, next: next + words, share: 1 }
  }
  return undefined
}

/** `5 dollars and 50 cents`. */
function withCents(
  scan: Scan,
  whole: { value: number; code: string; end: number; next: number },
): Found | undefined {
  const at = wordAt(scan, whole.next) === 'and' ? whole.next + 1 : whole.next
  const isNumber = typeOf(scan, at) === DIGITS || (flagsOf(scan, at) & NUMERAL) !== 0
  if (whole.next === 0 || !isNumber) return amount(whole.value, whole.code, whole.end)
  const cents = readNumeral(scan, at)
  // `five pounds fifty`.
  const isShort =
    cents && at === whole.next && cents.value >= 5 && cents.value < 100 && endsSum(scan, cents.next)
  if (isShort && isWordOf(scan, at - 1, COINS))
    return amount(whole.value + cents.value / 100, whole.code, cents.end)
  const isCents = cents !== undefined && cents.value < 100 && isWordOf(scan, cents.next, SUBUNITS)
  if (!isCents) return amount(whole.value, whole.code, whole.end)
  return amount(whole.value + cents.value / 100, whole.code, endOf(scan, cents.next))
}

const COINS = setOf('pound pounds euro euros dollar dollars quid')
const GOES_ON = setOf('and but for on in to is was at from instead please each per more')

function endsSum(scan: Scan, next: number): boolean {
  return next >= scan.count || isSign(scan, next, '.,!?;)\n') || isWordOf(scan, next, GOES_ON)
}

/** The first number of `20-30 €` or `20 to 30 euros`. */
function rangeCurrency(scan: Scan, next: number): Currency | undefined {
  if (!isSign(scan, next, '-–—~') && !RANGE_WORDS.has(wordAt(scan, next))) return undefined
  if (typeOf(scan, next + 1) !== DIGITS && (flagsOf(scan, next + 1) & NUMERAL) === 0) return undefined
  const second = numberAt(scan, next + 1)
  const currency = second && suffixAt(scan, second.next)
  return currency && { ...currency, next: 0 }
}
const RANGE_WORDS = setOf('to or')

/** The second number of `$20-30`. */
function secondOfRange(scan: Scan, index: number): Found | undefined {
  const { last } = scan
  if (last.kind !== 'amount' || typeOf(scan, index) !== DIGITS) return undefined
  if (startOf(scan, index) - last.end > 4) return undefined
  if (!RANGE.test(scan.lower.slice(last.end, startOf(scan, index)))) return undefined
  const { value, end, next } = scaled(scan, readMoney(scan, index, NO_SPACE))
  const isOther = typeOf(scan, next) === WORD && gapBefore(scan, next) === 0
  return isOther ? undefined : amount(value, last.value.slice(-3), end)
}

/** Five pounds of apples are no money. */
function isWeight(scan: Scan, index: number, { code, next }: Currency): boolean {
  if (code !== 'GBP' || !wordAt(scan, next - 1).startsWith('pound')) return false
  return wordAt(scan, next) === 'of' || isWordOf(scan, index - 1, WEIGHED)
}

function readMoney(scan: Scan, index: number, pattern: RegExp): Numeral {
  const at = startOf(scan, index)
  const typed = matchAt(pattern, scan.text, at)?.[0] ?? ''
  const end = at + typed.length
  return { value: plainNumber(typed), end, next: pieceFrom(scan, end, index) }
}

function scaled(scan: Scan, read: Numeral): Numeral {
  const { next } = read
  if (typeOf(scan, next) !== WORD || gapBefore(scan, next) > 1) return read
  const word = wordAt(scan, next)
  const scale = SCALES[word]
  if (scale === undefined || (word.length === 1 && !isGlued(scan, next))) return read
  return { value: read.value * scale, end: endOf(scan, next), next: next + 1 }
}

function amount(value: number, code: string, end: number): Found | undefined {
  return value < 1e13 ? { kind: 'amount', end, value: `${value.toFixed(2)} ${code}` } : undefined
}

/** Reads `1,234.50`, `1.234,50` and `12,5`: the last mark before one or two digits is the decimal one. */
function plainNumber(written: string): number {
  const decimal = /[.,](\d{1,2})$/.exec(written)
  const whole = (decimal ? written.slice(0, decimal.index) : written).replace(/\D/g, '')
  return Number(decimal ? `${whole}.${decimal[1]}` : whole)
}
