import type { Entity, EntityKind } from '../understanding.ts'
import { extractAmount } from './amount.ts'
import { type Day, readDay } from './calendar.ts'
import { extractCard } from './card.ts'
import { isChineseNumeral } from './chinese-numerals.ts'
import { mayBeName } from './chinese-person.ts'
import { codeEnd, identifierEnd } from './codes.ts'
import { extractDate } from './date.ts'
import { extractEmail } from './email.ts'
import * as flags from './flags.ts'
import { extractId } from './id.ts'
import { knowledge } from './lexicon.ts'
import { extractNumber } from './number.ts'
import { matchMask, type OrderMask, readMask } from './order.ts'
import { extractOrganisation } from './organisation.ts'
import { extractPerson } from './person.ts'
import { extractPhone } from './phone.ts'
import { CODE, cutPieces, DIGITS, forgetPieces, HAN, SIGN, WORD } from './pieces.ts'
import { extractPlace } from './place.ts'
import { extractProduct } from './product.ts'
import type { ProductGazetteer } from './product-gazetteer.ts'
import {
  type Extractor,
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isCapital,
  isSign,
  type Last,
  pieceFrom,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { extractTime } from './time.ts'
import { extractUrl } from './url.ts'

export interface ScanOptions {
  /** Masks of the company's order numbers: `A` a letter, `9` a digit, anything else itself. */
  readonly orderMasks?: readonly string[]
  /** ISO date from which `tomorrow` counts; without it such a date has a value like `P1D`. */
  readonly today?: string
  /** What the company sells, by `createProductGazetteer`. */
  readonly products?: ProductGazetteer
}

const MASK_CACHE_LIMIT = 200
const maskCache = new Map<string, OrderMask>()
const NOTHING: Last = { kind: 'number', start: -1, end: -1, value: '', relative: undefined }
/** Digits that a telephone, a card or an id has at least. */
const LONG_RUN = 8
const LONGEST_MAIL_NAME = 64
/** Characters in which what is said in words is looked for: many times what a person writes, and no long wait. */
const WORDS_READ = 8000

/**
 * Finds entities in one pass from left to right; what begins first wins and nothing overlaps. Of what begins at the
 * same place, numbers with a form of their own go first (link, e-mail, order, id, card, telephone), then the longest,
 * then date, time, amount, product, place, organisation, person, number. Extractors start only where a word, number
 * or sign starts and read a bounded stretch, so the work is linear in the text; behind 8,000 characters only forms of
 * their own are found, because those are what must not travel on unseen.
 * @throws RangeError when `today` is no ISO date
 */
export function scanEntities(text: string, options: ScanOptions = {}): readonly Entity[] {
  const scan = begin(text, options)
  const entities: Entity[] = []
  for (let index = 0; index < scan.count; ) {
    const start = startOf(scan, index)
    const found = ownForm(scan, index) ?? (start < WORDS_READ ? longestAt(scan, index) : undefined)
    if (found === undefined) {
      index = nextPiece(scan, index)
      continue
    }
    scan.last = { kind: found.kind, end: found.end, value: found.value, relative: found.relative, start }
    entities.push(entityOf(text, start, found))
    index = pieceFrom(scan, found.end, index + 1)
  }
  forgetPieces(scan)
  return entities
}

let lastDay: { readonly iso: string; readonly day: Day } | undefined

/** The same day is asked for again and again. */
function dayOf(iso: string | undefined): Day | undefined {
  if (iso === undefined) return undefined
  if (lastDay?.iso !== iso) lastDay = { iso, day: readDay(iso) }
  return lastDay.day
}

function begin(text: string, { orderMasks = [], today, products }: ScanOptions): Scan {
  const { words, characters } = knowledge()
  const pieces = cutPieces(text, words)
  const { text: plain, lower, count, starts, ends, types, nodes, words: typed } = pieces
  return {
    text: plain,
    lower,
    count,
    starts,
    ends,
    types,
    nodes,
    words: typed,
    characters,
    masks: masksOf(orderMasks),
    products,
    today: dayOf(today),
    hasCompanyEnd: lower.includes('公司') || lower.includes('集团'),
    hasMiddleDot: lower.includes('·') || lower.includes('・'),
    nextMail: lower.indexOf('@'),
    last: NOTHING,
  }
}

/** What must not travel on inside what is stored of the understanding. */
const SECRET: ReadonlySet<EntityKind> = new Set(['card', 'id'])

function entityOf(text: string, start: number, { kind, end, value, relative }: Found): Entity {
  const said = SECRET.has(kind) ? value : text.slice(start, end)
  return { kind, start, end, text: said, value, ...(relative ? { relative } : {}) }
}

/** Over what is glued to a code or row of digits that was no entity. */
function nextPiece(scan: Scan, index: number): number {
  const type = typeOf(scan, index)
  if (type === CODE) return pieceFrom(scan, codeEnd(scan, index), index + 1)
  const end = type === DIGITS ? identifierEnd(scan, index) : undefined
  return end === undefined ? index + 1 : pieceFrom(scan, end, index + 1)
}

/** An e-mail address is looked for only before an `@`. */
function isNearMail(scan: Scan, at: number): boolean {
  if (scan.nextMail >= 0 && scan.nextMail < at) scan.nextMail = scan.lower.indexOf('@', at)
  return scan.nextMail > at && scan.nextMail - at <= LONGEST_MAIL_NAME
}

/** Links, e-mail addresses, orders, ids, cards, telephones. */
function ownForm(scan: Scan, index: number): Found | undefined {
  const type = typeOf(scan, index)
  const at = startOf(scan, index)
  if (type === SIGN) return isSign(scan, index, '+(') ? extractPhone(scan, index) : undefined
  if (type === HAN) return undefined
  if (type === WORD && (flagsOf(scan, index) & flags.URL_WORD) !== 0) {
    const url = extractUrl(scan, index)
    if (url) return url
  }
  const mail = isNearMail(scan, at) ? extractEmail(scan, index) : undefined
  if (mail) return mail
  const order = orderAt(scan, index)
  if (order || type !== DIGITS || !isLongRun(scan.lower, at)) return order
  return extractId(scan, index) ?? extractCard(scan, index) ?? extractPhone(scan, index)
}

function orderAt(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  for (let place = 0; place < scan.masks.length; place++) {
    const mask = scan.masks[place]
    const found = mask && matchMask(mask, scan.lower, at)
    if (found && !(mask.isOpen && isSentence(scan, index, found))) return found
  }
  return undefined
}

/** `on 123456 at` fits the mask AA999999AA. */
function isSentence(scan: Scan, index: number, { end }: Found): boolean {
  const isWord = typeOf(scan, index) === WORD && (flagsOf(scan, index) & flags.COMMON) !== 0
  return isWord && !isCapital(scan, index) && endOf(scan, index) < end && gapBefore(scan, index + 1) > 0
}

function isLongRun(lower: string, at: number): boolean {
  let digits = 0
  for (let end = at; end < at + 2 * LONG_RUN; end++) {
    const unit = lower.charCodeAt(end)
    if (unit >= 48 && unit <= 57) digits++
    else if (!(unit === 32 || (unit >= 40 && unit <= 47))) break
  }
  return digits >= LONG_RUN
}

const CALENDAR = flags.MONTH | flags.WEEKDAY | flags.DAY_WORD | flags.NUMERAL
const CLOCK = flags.CLOCK_WORD | flags.NUMERAL
const COUNTED = flags.NUMERAL | flags.COUNT_WORD
const MONEY = COUNTED | flags.CURRENCY
const PLACES = flags.PLACE | flags.MAYBE_PLACE
const COMPANIES = flags.COMPANY | flags.MAYBE_COMPANY
const NAMES = flags.GIVEN | flags.MAYBE_GIVEN
const NAME_CUES = flags.TITLE | flags.ROLE

/** The longest of the other kinds that begins at a piece. */
function longestAt(scan: Scan, index: number): Found | undefined {
  switch (typeOf(scan, index)) {
    case WORD:
      return wordEntity(scan, index)
    case HAN:
      return characterEntity(scan, index)
    case DIGITS:
      return digitEntity(scan, index)
    case CODE:
      return best(scan, index, NAMED)
    default:
      return isSign(scan, index, CURRENCY_SIGNS) ? extractAmount(scan, index) : undefined
  }
}
const CURRENCY_SIGNS = '$€£¥￥₩₹₺₽฿₫₪₱₴'
const NAMED: readonly Extractor[] = [extractProduct, extractOrganisation]
const DIGIT_EXTRACTORS: readonly Extractor[] = [
  extractDate,
  extractTime,
  extractAmount,
  extractProduct,
  extractOrganisation,
]

function best(scan: Scan, index: number, extractors: readonly Extractor[]): Found | undefined {
  let longest: Found | undefined
  for (const extract of extractors) longest = longer(longest, extract(scan, index))
  return longest
}

/** The first of two that end at the same place. */
function longer(one: Found | undefined, other: Found | undefined): Found | undefined {
  return other !== undefined && (one === undefined || other.end > one.end) ? other : one
}

function digitEntity(scan: Scan, index: number): Found | undefined {
  const found = best(scan, index, DIGIT_EXTRACTORS)
  if (found) return found
  return identifierEnd(scan, index) === undefined ? extractNumber(scan, index) : undefined
}

function wordEntity(scan: Scan, index: number): Found | undefined {
  const known = flagsOf(scan, index)
  const hasPhrases = scan.nodes[index]?.next !== undefined
  const isUpper = isCapital(scan, index)
  let longest: Found | undefined
  if ((known & CALENDAR) !== 0) longest = longer(longest, extractDate(scan, index))
  if ((known & CLOCK) !== 0) longest = longer(longest, extractTime(scan, index))
  if ((known & MONEY) !== 0) longest = longer(longest, extractAmount(scan, index))
  if (scan.products) longest = longer(longest, extractProduct(scan, index))
  if ((known & PLACES) !== 0 || hasPhrases) longest = longer(longest, extractPlace(scan, index))
  if ((known & COMPANIES) !== 0 || hasPhrases || isUpper || leadsToCompany(scan, index))
    longest = longer(longest, extractOrganisation(scan, index))
  if (isUpper || (known & NAMES) !== 0 || isBehindCue(scan, index, known))
    longest = longer(longest, extractPerson(scan, index))
  if ((known & COUNTED) !== 0) longest = longer(longest, extractNumber(scan, index))
  return longest
}

function leadsToCompany(scan: Scan, index: number): boolean {
  return (
    (flagsOf(scan, index + 1) & flags.COMPANY_END) !== 0 ||
    scan.characters.begins.has(scan.lower.charCodeAt(startOf(scan, index)))
  )
}

function isBehindCue(scan: Scan, index: number, known: number): boolean {
  if ((known & flags.COMMON) !== 0) return false
  return (
    (flagsOf(scan, index - 1) & NAME_CUES) !== 0 ||
    typeOf(scan, index - 1) === HAN ||
    isSign(scan, index - 1, ':,.\n!-–—') ||
    wordAt(scan, index - 1) === 'me'
  )
}

const DATE_START = 1
const TIME_START = 2
const COUNT_START = 4
const ROW_START = 8
const NAME_START = 16
let classes: Uint8Array | undefined

/** What a Chinese character may begin, one bit each. */
function classesOf(scan: Scan): Uint8Array {
  if (classes) return classes
  const made = new Uint8Array(0x10000)
  const add = (characters: string, bit: number) => {
    for (const character of characters)
      made[character.charCodeAt(0)] = (made[character.charCodeAt(0)] ?? 0) | bit
  }
  add('去今明前后大昨上下这本周星礼半廿〇○', DATE_START)
  add('凌清早上中下午傍晚夜半深零正一大差', TIME_START)
  add('人半港美欧英日台新澳加韩泰瑞', COUNT_START)
  add('小老阿', NAME_START)
  for (let unit = 0x3000; unit < 0xa000; unit++)
    if (isChineseNumeral(unit)) made[unit] = (made[unit] ?? 0) | DATE_START | TIME_START | COUNT_START
  for (const [unit, known] of scan.characters.begins) {
    if ((known & ~flags.SURNAME) !== 0) made[unit] = (made[unit] ?? 0) | ROW_START
    if ((known & flags.SURNAME) !== 0) made[unit] = (made[unit] ?? 0) | NAME_START
  }
  classes = made
  return made
}

function characterEntity(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const known = classesOf(scan)[scan.lower.charCodeAt(at)] ?? 0
  let longest: Found | undefined
  if ((known & DATE_START) !== 0) longest = longer(longest, extractDate(scan, index))
  if ((known & TIME_START) !== 0) longest = longer(longest, extractTime(scan, index))
  if ((known & COUNT_START) !== 0) longest = longer(longest, extractAmount(scan, index))
  if (scan.products) longest = longer(longest, extractProduct(scan, index))
  if ((known & ROW_START) !== 0) longest = longer(longest, extractPlace(scan, index))
  if ((known & ROW_START) !== 0 || scan.hasCompanyEnd)
    longest = longer(longest, extractOrganisation(scan, index))
  if (((known & NAME_START) !== 0 || scan.hasMiddleDot) && mayBeName(scan, at))
    longest = longer(longest, extractPerson(scan, index))
  if ((known & COUNT_START) !== 0) longest = longer(longest, extractNumber(scan, index))
  return longest
}

// Who scans one text after another gives the same list of masks.
const maskLists = new WeakMap<readonly string[], readonly OrderMask[]>()

function masksOf(masks: readonly string[]): readonly OrderMask[] {
  const known = maskLists.get(masks)
  if (known?.length === masks.length && known.every(({ mask }, at) => mask === masks[at])) return known
  const made = masks.map(maskOf)
  maskLists.set(masks, made)
  return made
}

function maskOf(mask: string): OrderMask {
  const known = maskCache.get(mask)
  if (known) return known
  if (maskCache.size >= MASK_CACHE_LIMIT) maskCache.clear()
  const made = readMask(mask)
  maskCache.set(mask, made)
  return made
}
