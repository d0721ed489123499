import { chineseOrganisation } from './chinese-organisation.ts'
import * as flags from './flags.ts'
import { longestPhrase, type Phrase } from './phrases.ts'
import { CODE, DIGITS, HAN, SIGN, WORD } from './pieces.ts'
import {
  type Extractor,
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isCapital,
  isGlued,
  isSign,
  isUpperCase,
  isWordOf,
  lengthOf,
  type Scan,
  startOf,
  startsSentence,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const ANY = flags.COMPANY | flags.MAYBE_COMPANY
const NAMES = flags.GIVEN | flags.MAYBE_GIVEN | flags.MONTH | flags.WEEKDAY | flags.PLACE | flags.MAYBE_PLACE
/** Names of what companies make, before a model number or alone. */
const SERIES = setOf(
  'watch iphone ipad macbook airpods imac galaxy pixel xperia thinkpad surface kindle echo mate note pro max redmi playstation xbox switch nest chromecast fold flip buds tv',
)
const CUES = setOf('with by at from via through using use called contact like my for to called and or')
const SURE_CUES = setOf('with by at via through using called')
const VERBS = setOf(
  'says said told is was has had will charged charges keeps kept refused shows showed declined blocked lost delivered wont won delivers does did can cant support customer account app pay sent takes took claims claimed never still',
)
/** Before a preposition, these make even a lower-case word a company: `paid with visa`. */
const DEALS = setOf(
  'paid pay paying bought buy ordered order purchased shipped delivered sent send it payment pays bill billed charged',
)
/** These say company in any case; the others only with a capital. */
const SURE_ENDS = setOf('ltd gmbh llc plc inc llp sarl pty')
const KINDS = setOf('bank airlines airways insurance logistics couriers courier telecom')
/** The same behind a word that is no ordinary one. */
const MORE_KINDS = setOf(
  'group holdings electronics foods motors energy mobile pharmacy supermarket supermarkets outfitters brewery bakery hotels hotel resorts travel freight parcels books bookshop furniture broadband water electric gas railways post express stores',
)
const NO_STARTS = setOf(
  'the your my our their his her its this that these a an any every each power piggy memory from to at with of in i and or but dear hi hello hey no which what some other please contact is was',
)
const MOST_WORDS = 5

/**
 * Finds companies, banks, carriers, shops and authorities: those of the list, and names before Ltd, GmbH, 公司 and the
 * like; the value is as typed. A brand before a model number belongs to the model's name.
 */
export const extractOrganisation: Extractor = (scan, index) => {
  const type = typeOf(scan, index)
  if (type === HAN) return chineseOrganisation(scan, index)
  const listed = listedCompany(scan, index)
  const named = type === WORD ? companyByEnd(scan, index) : undefined
  const best = named && named.end > (listed?.end ?? 0) ? named : listed
  return (
    best ??
    (scan.characters.begins.has(scan.lower.charCodeAt(startOf(scan, index)))
      ? chineseOrganisation(scan, index)
      : undefined)
  )
}

function found(scan: Scan, index: number, end: number): Found {
  return { kind: 'organisation', end, value: scan.text.slice(startOf(scan, index), end) }
}

function listedCompany(scan: Scan, index: number): Found | undefined {
  const phrase = longestPhrase(scan, index, ANY)
  if (phrase === undefined) return undefined
  if ((phrase.flags & flags.CAPITALS) !== 0 && !isUpperCase(scan, index)) return undefined
  if ((phrase.flags & flags.BRAND) !== 0 && leadsToModel(scan, phrase.next)) return undefined
  if (
    (phrase.flags & flags.MAYBE_COMPANY) !== 0 &&
    (phrase.flags & flags.COMPANY) === 0 &&
    !isMeant(scan, index, phrase)
  )
    return undefined
  // `HSBC UK`, `Sparkasse Köln`: a place in the name belongs to it.
  const isJoined =
    isCapital(scan, index) && isCapital(scan, phrase.next) && gapBefore(scan, phrase.next) === 1
  const place = isJoined ? longestPhrase(scan, phrase.next, flags.PLACE) : undefined
  return found(scan, index, place?.end ?? withEnd(scan, phrase))
}

/** `Klarna GmbH`, `McDonald's`. */
function withEnd(scan: Scan, { next, end }: Phrase): number {
  const at = isSign(scan, next, ',') ? next + 1 : next
  return isCompanyEnd(scan, at) ? endOf(scan, lastEnd(scan, at)) : end
}

/** `Sony WH-1000XM5`, `Samsung Galaxy S24`, `Apple Watch`, `Xiaomi 14`. */
function leadsToModel(scan: Scan, next: number): boolean {
  const type = typeOf(scan, next)
  if (type === CODE || isWordOf(scan, next, SERIES)) return true
  if (type === DIGITS) return lengthOf(scan, next) <= 4 && gapBefore(scan, next) <= 1
  if (type !== WORD || !isCapital(scan, next) || gapBefore(scan, next) > 1) return false
  const behind = isSign(scan, next + 1, '-') ? next + 2 : next + 1
  return typeOf(scan, behind) === CODE || (typeOf(scan, behind) === DIGITS && gapBefore(scan, behind) <= 1)
}

/** Whether a word that is also an ordinary one means the company. */
function isMeant(scan: Scan, index: number, { next, flags: known }: Phrase): boolean {
  const isCued = isWordOf(scan, index - 1, CUES)
  if (!isCapital(scan, index)) return isDeal(scan, index, next)
  if (isWordOf(scan, next, VERBS) && !isWordOf(scan, index - 1, NO_STARTS)) return true
  if ((known & NAMES) !== 0) return isWordOf(scan, index - 1, SURE_CUES)
  if (isCued) return true
  return !startsSentence(scan, index) && !isCapital(scan, index - 1) && !isCapital(scan, next)
}

function isDeal(scan: Scan, index: number, next: number): boolean {
  if (wordAt(scan, index - 1) === 'via') return true
  const isCued = isWordOf(scan, index - 1, SURE_CUES) || wordAt(scan, index - 1) === 'from'
  if (!isCued || !isWordOf(scan, index - 2, DEALS)) return false
  return next >= scan.count || typeOf(scan, next) === SIGN || (flagsOf(scan, next) & flags.COMMON) !== 0
}

/** Capital words before Ltd, GmbH, Inc, Bank, Airlines: `Acme Ltd`, `Blue Ridge Outdoor GmbH & Co. KG`. */
function companyByEnd(scan: Scan, index: number): Found | undefined {
  if (!mayBegin(scan, index)) return undefined
  const bank = wordAt(scan, index) === 'bank' ? bankOf(scan, index) : index
  if (bank > index) return found(scan, index, endOf(scan, bank))
  let at = overJoint(scan, index + 1)
  // `DHL and Acme Bank` are two, `Marks and Sons Ltd` is one.
  let hasAnd = false
  for (let words = 1; words <= MOST_WORDS && isNextWord(scan, at); words++) {
    if (isCompanyEnd(scan, at)) return found(scan, index, endOf(scan, lastEnd(scan, at)))
    hasAnd ||= wordAt(scan, at - 1) === 'and'
    if (!hasAnd && isKind(scan, index, at)) return found(scan, index, endOfKind(scan, at))
    if (!isCapital(scan, at)) return undefined
    at = overJoint(scan, at + 1)
  }
  return undefined
}

function mayBegin(scan: Scan, index: number): boolean {
  const isOrdinary = (flagsOf(scan, index) & flags.COMMON) !== 0 && !isCapital(scan, index)
  return !isOrdinary && !isWordOf(scan, index, NO_STARTS)
}

function isNextWord(scan: Scan, at: number): boolean {
  return typeOf(scan, at) === WORD && gapBefore(scan, at) <= 1
}

/** `Acme Bank`, `First National Bank`, `Halden Electronics`, but not a `Power Bank`. */
function isKind(scan: Scan, first: number, at: number): boolean {
  if (!isCapital(scan, at) || !isCapital(scan, first)) return false
  if (isWordOf(scan, at, KINDS))
    return at > first + 1 || !startsSentence(scan, first) || hasProper(scan, first, at)
  return isWordOf(scan, at, MORE_KINDS) && hasProper(scan, first, at) && !startsPlace(scan, first)
}

/** Whether one of the words is no ordinary one: `Blue Finch Travel`, but not `Customer Service Group`. */
function hasProper(scan: Scan, first: number, end: number): boolean {
  for (let at = first; at < end; at++)
    if (typeOf(scan, at) === WORD && (flagsOf(scan, at) & flags.COMMON) === 0) return true
  return false
}

/** Behind `Bank of Omaha`, `Bakery Ltd`. */
function endOfKind(scan: Scan, at: number): number {
  if (isCompanyEnd(scan, at + 1)) return endOf(scan, lastEnd(scan, at + 1))
  return endOf(scan, bankOf(scan, at))
}

/** `Berlin Hotel` may be any. */
function startsPlace(scan: Scan, index: number): boolean {
  return (flagsOf(scan, index) & (flags.GIVEN | flags.MONTH | flags.WEEKDAY)) !== 0
}

function bankOf(scan: Scan, at: number): number {
  const isOf = wordAt(scan, at + 1) === 'of' && isCapital(scan, at + 2)
  return isOf ? at + 2 : at
}

/** Over what joins the words of a name: `&`, a hyphen, the dots of `J.P.`, `and`, the comma of `Acme, Inc`. */
function overJoint(scan: Scan, at: number): number {
  if (wordAt(scan, at) === 'and' && isCapital(scan, at + 1)) return at + 1
  if (isSign(scan, at, '&')) return at + 1
  if (isSign(scan, at, ',')) return isCompanyEnd(scan, at + 1) ? at + 1 : at
  const isInside = isSign(scan, at, '-.') && isGlued(scan, at) && isGlued(scan, at + 1)
  return isInside ? at + 1 : at
}

function isCompanyEnd(scan: Scan, at: number): boolean {
  if ((flagsOf(scan, at) & flags.COMPANY_END) === 0 || typeOf(scan, at) !== WORD) return false
  return isWordOf(scan, at, SURE_ENDS) || isCapital(scan, at)
}

/** The last piece of `GmbH & Co. KG`, `Pty Ltd`. */
function lastEnd(scan: Scan, at: number): number {
  let last = at
  for (let steps = 0; steps < 4; steps++) {
    let next = last + 1
    while (isSign(scan, next, '&.') && next < last + 3) next++
    if (!isCompanyEnd(scan, next) || gapBefore(scan, next) > 1) break
    last = next
  }
  return last
}
