import { counted, dated } from './dated.ts'
import { COMMON, DAY_UNIT, GIVEN, MAYBE_GIVEN, MONTH } from './flags.ts'
import {
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isCapital,
  isDigits,
  isGlued,
  isSign,
  isWordOf,
  lengthOf,
  numberOf,
  type Scan,
  standsFree,
  startOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const ORDINAL_ENDS = setOf('st nd rd th')
const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
    .split(' ')
    .map((word, at) => [word, at + 1] as const)
    .concat([['thirtieth', 30]]),
)
/** Words behind which a month stands alone. */
const MONTH_CUES = setOf(
  'in since until till by of from before after during early late mid through this next last around to between end',
)
/** Months that are verbs too, in lower case. */
const VERBS = setOf('may march mar')
const SHORT_MONTHS = setOf('mar sep jan jun jul dec nov oct aug apr feb sept')
const DAY_CUES = setOf('on by before since until till from after for to around')
const SUITS = setOf('works suits would')
const SURE_DAY_CUES = setOf('on by since until till')
const YEAR_CUES = setOf(
  'in since from of by until till before after during year early late mid around summer spring winter autumn fall for to and model',
)
const RANGE_WORDS = setOf('to and or until till through')
/** Words that go on with a sentence behind a date. */
const GOES_ON = setOf(
  'and or but to at for in on i is was will the it we you my this that please pls still until till from so as with by of if then because when not has had have before after latest would should can could since only',
)

interface DayRead {
  readonly day: number
  readonly next: number
  readonly isOrdinal: boolean
}

/** A day of the month in digits, with or without its ordinal ending. */
function dayAt(scan: Scan, index: number): DayRead | undefined {
  if (!isDigits(scan, index) || lengthOf(scan, index) > 2) return ordinalAt(scan, index)
  const day = Number(wordAt(scan, index))
  if (day < 1 || day > 31) return undefined
  const isOrdinal = isWordOf(scan, index + 1, ORDINAL_ENDS) && gapBefore(scan, index + 1) === 0
  return { day, next: isOrdinal ? index + 2 : index + 1, isOrdinal }
}

/** first to thirty-first. */
function ordinalAt(scan: Scan, index: number): DayRead | undefined {
  const word = wordAt(scan, index)
  const tens = word === 'twenty' ? 20 : word === 'thirty' ? 30 : 0
  const at = tens === 0 ? index : isSign(scan, index + 1, '-') ? index + 2 : index + 1
  const ones = ORDINALS.get(wordAt(scan, at))
  if (ones === undefined || (tens > 0 && ones > 9)) return undefined
  return { day: tens + ones, next: at + 1, isOrdinal: true }
}

/** `5 May`, `5th of May 2026`, `3-5 May` (its first day), `5th of next month`. */
export function dayOfMonth(scan: Scan, index: number): Found | undefined {
  const read = dayAt(scan, index)
  if (read === undefined || !standsFree(scan, index)) return undefined
  const month = monthBehind(scan, read)
  if (month !== undefined) {
    const year = yearBehind(scan, month + 1)
    return dated(endOf(scan, year?.next ?? month), {
      year: year?.year,
      month: numberOf(scan, month),
      day: read.day,
    })
  }
  return firstOfRange(scan, read) ?? dayOfNearMonth(scan, read)
}

/** The piece of the month that belongs to a day. */
function monthBehind(scan: Scan, { next, isOrdinal }: DayRead): number | undefined {
  const isOf = wordAt(scan, next) === 'of'
  const at = isOf ? next + 1 : next
  if ((flagsOf(scan, at) & MONTH) === 0 || gapBefore(scan, at) > 2) return undefined
  const isVerb = VERBS.has(wordAt(scan, at)) && !isCapital(scan, at) && !(isOrdinal && isOf)
  return isVerb && !endsClause(scan, at + 1) ? undefined : at
}

/** Whether a date may end before a piece: a mark, a year, or a word that goes on. */
function endsClause(scan: Scan, next: number): boolean {
  if (next >= scan.count || isDigits(scan, next)) return true
  const flags = flagsOf(scan, next)
  return (flags & COMMON) === 0 || isWordOf(scan, next, GOES_ON)
}

/** `2026` or `, 2026`; `next` is the piece of the year itself. */
function yearBehind(scan: Scan, index: number): { year: number; next: number } | undefined {
  let at = index
  if (isSign(scan, at, '.') && isGlued(scan, at)) at++
  if (isSign(scan, at, ',')) at++
  if (!isDigits(scan, at) || gapBefore(scan, at) > 2 || lengthOf(scan, at) !== 4) return undefined
  const year = Number(wordAt(scan, at))
  const isTime = isSign(scan, at + 1, ':') && isGlued(scan, at + 1)
  return year >= 1900 && year < 2100 && !isTime ? { year, next: at } : undefined
}

/** The 3 of `3-5 May` and of `3 to 5 May 2026`. */
function firstOfRange(scan: Scan, { day, next }: DayRead): Found | undefined {
  if (!isSign(scan, next, '-–—') && !isWordOf(scan, next, RANGE_WORDS)) return undefined
  const second = dayAt(scan, next + 1)
  const month = second && monthBehind(scan, second)
  if (month === undefined) return undefined
  return dated(endOf(scan, next - 1), {
    year: yearBehind(scan, month + 1)?.year,
    month: numberOf(scan, month),
    day,
  })
}

function dayOfNearMonth(scan: Scan, { day, next, isOrdinal }: DayRead): Found | undefined {
  if (!isOrdinal || wordAt(scan, next) !== 'of') return undefined
  const months = NEAR_MONTHS[wordAt(scan, next + 1)]
  if (months === undefined || wordAt(scan, next + 2) !== 'month') return undefined
  return counted(scan, endOf(scan, next + 2), { by: 'month', months, day })
}
const NEAR_MONTHS: Readonly<Record<string, number>> = { next: 1, last: -1, this: 0 }

/** `the 15th`, and the second day of `May 3-5`. */
export function dayAlone(scan: Scan, index: number): Found | undefined {
  const read = dayAt(scan, index)
  const month = read && monthOfRange(scan, index)
  if (read === undefined || (month === undefined && !standsFree(scan, index))) return undefined
  if (month !== undefined && endsClause(scan, read.next))
    return {
      kind: 'date',
      end: endOf(scan, read.next - 1),
      value: `${month}-${String(read.day).padStart(2, '0')}`,
    }
  const isSaid =
    read.isOrdinal &&
    wordAt(scan, index - 1) === 'the' &&
    (isWordOf(scan, index - 2, DAY_CUES) || isWordOf(scan, read.next, SUITS) || isLast(scan, read))
  // `on 5th`, without the article.
  const isShort = read.isOrdinal && isWordOf(scan, index - 1, SURE_DAY_CUES)
  if (!(isSaid || isShort) || !endsClause(scan, read.next)) return undefined
  return dated(endOf(scan, read.next - 1), { day: read.day })
}

/** `the 28th?`: the first three are more often things in a row. */
function isLast(scan: Scan, { day, next }: DayRead): boolean {
  return day > 3 && (next >= scan.count || isSign(scan, next, '.,!?;)\n'))
}

/** The 13th of `Friday the 13th`. */
export function ordinalDay(scan: Scan, index: number): Found | undefined {
  const read = dayAt(scan, index)
  return read?.isOrdinal && isDigits(scan, index)
    ? dated(endOf(scan, read.next - 1), { day: read.day })
    : undefined
}

/** What stands before the day in the value of the first date of a range. */
function monthOfRange(scan: Scan, index: number): string | undefined {
  const { last } = scan
  const start = startOf(scan, index)
  if (last.kind !== 'date' || start - last.end > 6 || !/^(?:\d{4}|-)-\d\d-\d\d$/.test(last.value))
    return undefined
  if (last.relative || !/^ ?(?:-|–|—|to|until|till|and) ?$/.test(scan.lower.slice(last.end, start)))
    return undefined
  return last.value.slice(0, -3)
}

/** `the fifth of May`, `twenty-first of June`. */
export function ordinalWord(scan: Scan, index: number): Found | undefined {
  return ORDINALS.has(wordAt(scan, index)) ? dayOfMonth(scan, index) : undefined
}

/** `May 5`, `May 5th, 2026`, `March 2025`, `in March`. */
export function monthDate(scan: Scan, index: number): Found | undefined {
  const month = numberOf(scan, index)
  const behind = isSign(scan, index + 1, '.') && isGlued(scan, index + 1) ? index + 2 : index + 1
  const read = wordAt(scan, behind) === 'the' ? dayAt(scan, behind + 1) : dayAt(scan, behind)
  if (read && isDayOf(scan, index, behind, read)) {
    const year = yearBehind(scan, read.next)
    return dated(endOf(scan, year?.next ?? read.next - 1), { year: year?.year, month, day: read.day })
  }
  const year = yearBehind(scan, index + 1)
  if (year) return dated(endOf(scan, year.next), { year: year.year, month })
  return isMonthAlone(scan, index) ? dated(endOf(scan, index), { month }) : undefined
}

function isDayOf(scan: Scan, index: number, behind: number, { next, isOrdinal }: DayRead): boolean {
  if (gapBefore(scan, behind) > 2) return false
  if (isSign(scan, next, ':%') && isGlued(scan, next)) return false
  const isTime = /^(?:am|pm|h|k|%)$/.test(wordAt(scan, next))
  if (isTime) return false
  const isVerb = VERBS.has(wordAt(scan, index)) && !isCapital(scan, index) && !isOrdinal
  if (isVerb && !isWordOf(scan, index - 1, DAY_CUES)) return endsClause(scan, next)
  return isOrdinal || (flagsOf(scan, next) & DAY_UNIT) === 0
}

function isMonthAlone(scan: Scan, index: number): boolean {
  const isCued =
    isWordOf(scan, index - 1, MONTH_CUES) ||
    (isSign(scan, index - 1, '-') && isWordOf(scan, index - 2, MONTH_CUES))
  const word = wordAt(scan, index)
  if (VERBS.has(word))
    return isCued && (isCapital(scan, index) || wordAt(scan, index - 1) !== 'to') && !isNamed(scan, index)
  if (isCued) return true
  const isName = (flagsOf(scan, index) & (GIVEN | MAYBE_GIVEN)) !== 0
  return !isName && !SHORT_MONTHS.has(word)
}

/** `from May Parker`. */
function isNamed(scan: Scan, index: number): boolean {
  return isCapital(scan, index) && isCapital(scan, index + 1) && gapBefore(scan, index + 1) === 1
}

/** `since 2019`, `in 2024`. */
export function yearAlone(scan: Scan, index: number): Found | undefined {
  if (lengthOf(scan, index) !== 4 || !standsFree(scan, index)) return undefined
  const year = Number(wordAt(scan, index))
  if (year < 1900 || year > 2099) return undefined
  const isCued =
    isWordOf(scan, index - 1, YEAR_CUES) ||
    (isSign(scan, index - 1, '-') && isWordOf(scan, index - 2, YEAR_CUES))
  if (!isCued || isCounting(scan, index + 1)) return undefined
  return dated(endOf(scan, index), { year })
}

/** `in 2000 pieces`, `for 2000 €`. */
function isCounting(scan: Scan, next: number): boolean {
  if (isSign(scan, next, '%$€£¥.,:/-') && isGlued(scan, next) && isGlued(scan, next + 1)) return true
  if (isSign(scan, next, '%$€£¥')) return true
  const word = wordAt(scan, next)
  return word.length > 3 && /[^s]s$/.test(word) && word !== 'this' && word !== 'does'
}
