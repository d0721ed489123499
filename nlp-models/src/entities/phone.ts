import { NAMING } from './flags.ts'
import {
  digitsOf,
  type Extractor,
  flagsOf,
  isSign,
  isWordOf,
  matchAt,
  type Scan,
  startOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const INTERNATIONAL = /(?:\+|00)[1-9]\d{0,2}(?:(?:[ .]| ?[(/–-] ?|\) ?)?\d){6,13}(?!\d)/y
const CHINESE_MOBILE =
  /(?:86[ -]?)?1[3-9]\d(?:[ -]?\d{4}[ -]?\d{4}|[ -]\d{3}[ -]\d{5}|[ -]?\d{2}[ -]\d{3}[ -]\d{3})(?!\d)/y
/** 400 and 800 numbers of China. */
const CHINESE_SERVICE = /[48]00(?:[ -]?\d{3}[ -]?\d{4}|[ -]?\d{4}[ -]?\d{3})(?!\d)/y
const AMERICAN = /(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}(?!\d)/y
/** With the leading zero of most countries: 020 7946 0321, (0755) 2666 1234, 06 12 34 56 78, 0171/1234567. */
const NATIONAL = /\(?0\d{1,4}(?:(?:[ .]| ?[/–-] ?|\) ?)?\d){6,9}(?!\d|[ -]\d{3})/y
/** Any other grouping, where a word says that it is a telephone. */
const GROUPED = /\d{2,5}(?:[ .-]\d{2,5}){1,4}(?!\d)/y
const BARE = /[1-9]\d{8,10}(?!\d)/y
const PATTERNS = [INTERNATIONAL, CHINESE_MOBILE, CHINESE_SERVICE, AMERICAN, NATIONAL]
const NAMED_PATTERNS = [GROUPED, BARE]

const DATE = /\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d])|\d{4}([./-])\d{1,2}\2\d{1,2}(?!\d)/y
const LEAST = 9
const MOST = 15

const PHONE_WORDS = setOf(
  'call phone telephone tel mobile cell cellphone landline whatsapp sms ring fax dial handy hotline',
)
const CHINESE_PHONE = /(?:电话|手机|座机|固话|号码|致电|拨打|拨|热线|联系方式|传真|微信)[^\d]{0,6}$/
const WORDS_BACK = 5

/**
 * Finds a telephone number: international, Chinese mobile or service, American, with a leading zero, or any grouping
 * behind a word such as phone. The value is its digits, `+` before those typed with `+` or `00`. An extension is not
 * part of it.
 */
export const extractPhone: Extractor = (scan, index) => {
  const at = startOf(scan, index)
  if (matchAt(DATE, scan.text, at) || isNamedOtherwise(scan, index)) return undefined
  for (const pattern of PATTERNS) {
    const found = foundBy(pattern, scan.text, at)
    if (found) return found
  }
  if (!isNamedPhone(scan, index)) return undefined
  for (const pattern of NAMED_PATTERNS) {
    const found = foundBy(pattern, scan.text, at)
    if (found) return found
  }
  return undefined
}

function foundBy(pattern: RegExp, text: string, at: number) {
  const typed = matchAt(pattern, text, at)?.[0]
  if (typed === undefined) return undefined
  const isInternational = pattern === INTERNATIONAL
  // The zero in `+44 (0)20` is not dialled.
  const digits = digitsOf(isInternational ? typed.replace('(0)', '') : typed)
  if (/^(\d)\1+$/.test(digits) || digits.length < LEAST || digits.length > MOST) return undefined
  const value = isInternational ? `+${digits.replace(/^00/, '')}` : digits
  return { kind: 'phone' as const, end: at + typed.length, value }
}

/** Whether a word close before says telephone. */
function isNamedPhone(scan: Scan, index: number): boolean {
  for (let before = index - 1, steps = 0; before >= 0 && steps < WORDS_BACK; before--, steps++) {
    if (isWordOf(scan, before, PHONE_WORDS)) return true
    if (wordAt(scan, before) === 'number' && wordAt(scan, before - 1) !== 'order') return true
  }
  const at = startOf(scan, index)
  return CHINESE_PHONE.test(scan.text.slice(Math.max(0, at - 12), at))
}

/** `order 0012345678`: the number of something else. */
function isNamedOtherwise(scan: Scan, index: number): boolean {
  let before = index - 1
  while (before >= 0 && (isSign(scan, before, ':#.=') || isWordOf(scan, before, LINKS))) before--
  return (flagsOf(scan, before) & NAMING) !== 0 && !isWordOf(scan, before, PHONE_WORDS)
}
const LINKS = setOf('is was number no nr the')
