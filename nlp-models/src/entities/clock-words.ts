import type { Clock } from './clock.ts'
import { halfBehind, isBehindCue } from './day-half.ts'
import { NUMERAL } from './flags.ts'
import { readWords } from './numerals.ts'
import { DIGITS } from './pieces.ts'
import {
  endOf,
  flagsOf,
  isDigits,
  isWordOf,
  lengthOf,
  numberOf,
  type Scan,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

const FIXED: ReadonlyMap<string, number> = new Map([
  ['noon', 12],
  ['midday', 12],
  ['midnight', 0],
])
const PAST = setOf('past after')
const TO = setOf('to till before')
const PLAIN_JOINTS = setOf('past to till')
const BEING = setOf('is was')
const HALF_DAY = 720

/** A time in words: noon, half past nine, quarter to five pm, half eight, seven thirty pm, eight o'clock. */
export function wordClock(scan: Scan, index: number): Clock | undefined {
  const fixed = FIXED.get(wordAt(scan, index))
  if (fixed !== undefined)
    return { hour: fixed, minute: 0, half: undefined, end: endOf(scan, index), next: index + 1, isSure: true }
  return pastOrTo(scan, index) ?? halfHour(scan, index) ?? hourInWords(scan, index)
}

/** `half past nine`, `a quarter to five pm`, `ten to six`. */
function pastOrTo(scan: Scan, index: number): Clock | undefined {
  const start = wordAt(scan, index) === 'a' ? index + 1 : index
  const minutes = minutesSaid(scan, start)
  const joint = minutes && wordAt(scan, minutes.next)
  if (minutes === undefined || joint === undefined || (!PAST.has(joint) && !TO.has(joint))) return undefined
  const isPlain = !isDigits(scan, start) && (flagsOf(scan, start) & NUMERAL) === 0
  if (!isPlain && !PLAIN_JOINTS.has(joint)) return undefined
  const hour = hourSaid(scan, minutes.next + 1)
  if (hour === undefined) return undefined
  const said = halfBehind(scan, hour.next)
  // `five to ten days` is a range.
  const isSaid = isPlain || joint === 'past' || said !== undefined || isBehindCue(scan, index)
  if (!isSaid) return undefined
  const next = said?.next ?? hour.next
  const sum = hour.value * 60 + (PAST.has(joint) ? minutes.value : -minutes.value)
  return { ...onClock(sum), half: said?.half, end: endOf(scan, next - 1), next, isSure: true }
}

/** Minutes since midnight or noon on a clock that shows 12 and not 0. */
function onClock(minutes: number): { readonly hour: number; readonly minute: number } {
  const shown = (minutes + HALF_DAY) % HALF_DAY
  return { hour: Math.floor(shown / 60) || 12, minute: shown % 60 }
}

function minutesSaid(scan: Scan, index: number): { value: number; next: number } | undefined {
  const word = wordAt(scan, index)
  if (word === 'half') return { value: 30, next: index + 1 }
  if (word === 'quarter') return { value: 15, next: index + 1 }
  if ((flagsOf(scan, index) & NUMERAL) === 0) return undefined
  const read = readWords(scan, index)
  if (read === undefined || read.value > 29) return undefined
  return { value: read.value, next: wordAt(scan, read.next) === 'minutes' ? read.next + 1 : read.next }
}

function hourSaid(scan: Scan, index: number): { value: number; next: number } | undefined {
  const isNumber = isDigits(scan, index) && lengthOf(scan, index) <= 2
  if (!isNumber && (flagsOf(scan, index) & NUMERAL) === 0) return undefined
  const value = isNumber ? Number(wordAt(scan, index)) : numberOf(scan, index)
  return value >= 1 && value <= 12 ? { value, next: index + 1 } : undefined
}

/** The British `half eight` is half past eight. */
function halfHour(scan: Scan, index: number): Clock | undefined {
  if (wordAt(scan, index) !== 'half') return undefined
  const hour = hourSaid(scan, index + 1)
  const isDigit = typeOf(scan, index + 1) === DIGITS
  const isCued = isBehindCue(scan, index) || (!isDigit && isWordOf(scan, index - 1, BEING))
  if (hour === undefined || !isCued) return undefined
  const said = halfBehind(scan, hour.next)
  const next = said?.next ?? hour.next
  return { hour: hour.value, minute: 30, half: said?.half, end: endOf(scan, next - 1), next, isSure: true }
}

/** `nine am`, `seven thirty pm`, `eight o'clock`, `at six`. */
function hourInWords(scan: Scan, index: number): Clock | undefined {
  const hour = hourSaid(scan, index)
  if (hour === undefined) return undefined
  const minutes = minutesInWords(scan, hour.next)
  const next = minutes?.next ?? hour.next
  const said = halfBehind(scan, next)
  const after = said?.next ?? next
  const isSure = said !== undefined || (minutes !== undefined && isBehindCue(scan, index))
  const minute = minutes?.value ?? 0
  return { hour: hour.value, minute, half: said?.half, end: endOf(scan, after - 1), next: after, isSure }
}

function minutesInWords(scan: Scan, index: number): { value: number; next: number } | undefined {
  if ((flagsOf(scan, index) & NUMERAL) === 0) return undefined
  const read = readWords(scan, index)
  return read && read.value >= 10 && read.value <= 59 ? read : undefined
}
