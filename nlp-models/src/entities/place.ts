import * as flags from './flags.ts'
import { longestPhrase, type Phrase } from './phrases.ts'
import { CODE, DIGITS, HAN, isHan, WORD } from './pieces.ts'
import {
  type Extractor,
  type Found,
  flagsOf,
  isCapital,
  isSign,
  isUpperCase,
  isWordOf,
  lengthOf,
  matchAt,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const ANY = flags.PLACE | flags.MAYBE_PLACE
const STREETS = setOf('street st road rd avenue ave lane ln boulevard blvd terrace crescent')
/** Behind these a word that is also a place is one. */
const CUES = setOf(
  'in to from near via around outside visit visiting leave leaving live ship ships shipping deliver flight flights fly flying within throughout across into reach trip through of',
)
const SURE_CUES = setOf('in to via near visit visiting around outside across into throughout')
const SPEAKING = setOf('spoke speak spoken speaking talked talk talking listen gave give')
const LOWER_CUES = setOf('in from to via near')
/** What may follow a place typed in lower case that is also a word. */
const GOES_ON = setOf(
  'and or but on in by to from for at with via tomorrow today tonight next this last is was please pls since because until as so if yet still now again when where how are can will would has takes take costs cost',
)

/**
 * Finds countries, provinces, regions and cities of the gazetteers; the value is as typed. A word that is also
 * something else needs a capital and a preposition, or a comma beside another place. `Boston Road` is an address.
 */
export const extractPlace: Extractor = (scan, index) => {
  if (typeOf(scan, index) === HAN) return chinesePlace(scan, index)
  if (typeOf(scan, index) !== WORD) return undefined
  const phrase = longestPhrase(scan, index, ANY)
  if (phrase === undefined || !isPlace(scan, index, phrase)) return undefined
  return found(scan, startOf(scan, index), phrase.end)
}

function found(scan: Scan, start: number, end: number): Found {
  return { kind: 'place', end, value: scan.text.slice(start, end) }
}

function isPlace(scan: Scan, index: number, phrase: Phrase): boolean {
  if ((phrase.flags & flags.CAPITALS) !== 0 && !isUpperCase(scan, index)) return false
  if (isStreet(scan, phrase.next) || isNamed(scan, index)) return false
  if ((phrase.flags & flags.PLACE) !== 0) return true
  if (besidePlace(scan, index, phrase)) return true
  return isCapital(scan, index) ? isCued(scan, index, phrase) : isCuedInLowerCase(scan, index, phrase)
}

/** `Boston Road`, `london st`. */
function isStreet(scan: Scan, next: number): boolean {
  if (isWordOf(scan, next, STREETS)) return true
  return (flagsOf(scan, next) & flags.STREET) !== 0 && isCapital(scan, next)
}

/** `Mr Lancaster`, `my name is Carlisle`. */
function isNamed(scan: Scan, index: number): boolean {
  if ((flagsOf(scan, index - 1) & flags.TITLE) !== 0) return true
  const name = wordAt(scan, index - 1) === 'is' ? index - 2 : index - 1
  return wordAt(scan, name) === 'name'
}

/** `Cambridge, Boston`, and what stands behind another place. */
function besidePlace(scan: Scan, index: number, { next }: Phrase): boolean {
  if (!isCapital(scan, index)) return false
  const isBehind = scan.last.kind === 'place' && startOf(scan, index) - scan.last.end <= 3
  if (isBehind && isSign(scan, index - 1, ',-–—/>→')) return true
  // The end of an address: `22 Baker Street, Bath`, `75001 Nice`.
  const isLast = next >= scan.count || isSign(scan, next, '.,!?\n;)') || typeOf(scan, next) === CODE
  const isAddress = isSign(scan, index - 1, ',') && (flagsOf(scan, index - 2) & flags.STREET) !== 0
  if (isLast && (isAddress || (typeOf(scan, index - 1) === DIGITS && lengthOf(scan, index - 1) >= 4)))
    return true
  return isSign(scan, next, ',') && (flagsOf(scan, next + 1) & flags.PLACE) !== 0 && isCapital(scan, next + 1)
}

function isCued(scan: Scan, index: number, { flags: known, next }: Phrase): boolean {
  if (!isWordOf(scan, index - 1, CUES)) return false
  if (wordAt(scan, index - 1) === 'from' && (isWordOf(scan, index - 2, COMING) || leadsToPlace(scan, next)))
    return true
  // `a mail from Charlotte` is a person.
  if (isWordOf(scan, index - 2, SPEAKING)) return false
  const isName = (known & (flags.GIVEN | flags.MAYBE_GIVEN)) !== 0
  return !isName || isWordOf(scan, index - 1, SURE_CUES)
}

/** `from Austin to Dallas`. */
function leadsToPlace(scan: Scan, next: number): boolean {
  return wordAt(scan, next) === 'to' && (flagsOf(scan, next + 1) & ANY) !== 0
}
const COMING = new Set([
  "i'm",
  'im',
  'am',
  'are',
  'come',
  'comes',
  'came',
  "we're",
  "you're",
  'is',
  'moving',
  'moved',
  'flight',
  'flying',
  'travelling',
  'shipped',
  'ships',
])

function isCuedInLowerCase(scan: Scan, index: number, { next, flags: known }: Phrase): boolean {
  if (!isWordOf(scan, index - 1, LOWER_CUES) || isWordOf(scan, index - 2, SPEAKING)) return false
  // `to split`, `to nice people`.
  if ((known & flags.COMMON) !== 0 && wordAt(scan, index - 1) === 'to') return false
  return next >= scan.count || isSign(scan, next, '.,!?;:\n)') || isWordOf(scan, next, GOES_ON)
}

const SUFFIX =
  /(?:特别行政区|自治区|自治州|省(?![钱份会内心事电略着去下得])|市(?![场民区面价值集内中级政])|州(?!岛)|地区)/y
const ROAD = /[东西南北中一二三四五环]?(?:路(?![由程])|大道|大街|街(?!道办)|胡同|里弄)/y
/** 四川菜, 德国人: of a country, not it. */
const ADJECTIVE = /^[人菜话语籍式文货]/
const DISTRICT = /^[区县镇乡](?![域间别内])/
const CUE = /(?:在|到|去|从|寄|发|往|来自|住|位于|飞|回|送|是|至|经)$/
/** A place by its characters, but cut out of other words. */
const CHANCE = /三明治|长沙发|大连接|大连续|法国内(?!地)|中国内(?![地部])|南通知|海口味|本溪流/y

function chinesePlace(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const { lower } = scan
  const row = scan.characters.longest(lower, at, ANY)
  if (row === undefined || matchAt(CHANCE, lower, at)) return undefined
  const suffix = matchAt(SUFFIX, lower, row.end)?.[0] ?? ''
  const end = row.end + suffix.length
  // 北京市朝阳区: a district is none.
  if (DISTRICT.test(lower.slice(end, end + 2))) return undefined
  if (suffix === '' && (matchAt(ROAD, lower, end) || ADJECTIVE.test(lower.slice(end, end + 1))))
    return undefined
  if (lower[at - 1] === '其') return undefined
  if ((row.flags & flags.PLACE) !== 0 || suffix !== '') return found(scan, at, end)
  return isCuedInChinese(scan, at, end) ? found(scan, at, end) : undefined
}

function isCuedInChinese(scan: Scan, at: number, end: number): boolean {
  const { lower, last } = scan
  if (last.kind === 'place' && last.end === at) return true
  if (!CUE.test(lower.slice(Math.max(0, at - 2), at))) return false
  return !isHan(lower.charCodeAt(end)) || !/[的了着过后开]/.test(lower[end] ?? '')
}
