import { BRAND, COMMON, DAY_UNIT, MONTH, NAMING, PLACE, STREET, UNIT } from './flags.ts'
import type { Numeral } from './numerals.ts'
import { DIGITS, WORD } from './pieces.ts'
import {
  flagsOf,
  gapBefore,
  isCapital,
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

const STREET_WORDS_AHEAD = 3
/** Service numbers of China. */
const HOTLINES = /^(?:95\d{3}|100(?:86|10)|12306|123(?:15|28|45)|96\d{3})$/
/** Before these a number belongs to a term. */
export const TERM_ENDS = setOf('factor way step star wheel ply fold course seater tone dimensional bus tram')
/** Behind these a number belongs to a term. */
export const TERM_HEADS = setOf('catch cloud big top route studio forever heinz')
const GERMAN_STREET = /(?:strasse|straße|str|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|gatan|vej)$/

/** Whether a number names something instead of counting: `room 12`, `iPhone 15`, `14 Mill Lane`, `95588`. */
export function namesSomething(scan: Scan, index: number, { next }: Numeral): boolean {
  if (isSign(scan, index - 1, '#•')) return true
  return (
    isBehindName(scan, index, next) ||
    isInTerm(scan, index, next) ||
    isYear(scan, index, next) ||
    isZip(scan, index) ||
    HOTLINES.test(wordAt(scan, index)) ||
    isModelName(scan, index, next) ||
    leadsToStreet(scan, next)
  )
}

/** `room 12`, `error code: 4`, `rows 3 and 5`, `cloud 9`, `Hauptstr. 5`. */
function isBehindName(scan: Scan, index: number, next: number): boolean {
  if (isWordOf(scan, index - 1, TERM_HEADS) || (flagsOf(scan, index - 1) & BRAND) !== 0) return true
  let before = index - 1
  let known = 0
  while (isSign(scan, before, ':#.=') || isWordOf(scan, before, LINKS)) known |= flagsOf(scan, before--)
  known |= flagsOf(scan, before)
  const isNamed = (known & NAMING) !== 0 || isListedName(scan, before)
  if (isNamed && !isCounted(scan, next)) return true
  const isProper = isCapital(scan, before) && (flagsOf(scan, before) & COMMON) === 0
  return isProper && GERMAN_STREET.test(wordAt(scan, before))
}

/** `2 factor`, `5 star`, `the 42 bus`, 618 and `50-50`. */
function isInTerm(scan: Scan, index: number, next: number): boolean {
  if (isWordOf(scan, next, TERM_ENDS)) return true
  const digits = wordAt(scan, index)
  if (digits === '618') return typeOf(scan, next) !== WORD
  const isTwice = wordAt(scan, next + 1) === digits && isSign(scan, next, '-–/')
  return isTwice || (wordAt(scan, index - 2) === digits && isSign(scan, index - 1, '-–/'))
}

/** `the 2019 model`: a year that nothing is counted with. */
function isYear(scan: Scan, index: number, next: number): boolean {
  const digits = wordAt(scan, index)
  if (!/^(?:19[5-9]\d|20[0-3]\d)$/.test(digits) || next !== index + 1) return false
  const behind = wordAt(scan, next)
  return (
    typeOf(scan, next) === WORD && !/[^s]s$/.test(behind) && (flagsOf(scan, next) & (UNIT | DAY_UNIT)) === 0
  )
}

/** `Boston, MA 02110`, `Chicago 60601`. */
function isZip(scan: Scan, index: number): boolean {
  if (lengthOf(scan, index) !== 5) return false
  if (scan.last.kind === 'place' && startOf(scan, index) - scan.last.end <= 2) return true
  return lengthOf(scan, index - 1) === 2 && isUpperCase(scan, index - 1) && typeOf(scan, index - 1) === WORD
}

/** The 5 of `rows 3 and 5`, `steps 1-4`. */
function isListedName(scan: Scan, joint: number): boolean {
  let at = joint
  for (let steps = 0; steps < 3; steps++) {
    if (!isSign(scan, at, ',-–&/') && !isWordOf(scan, at, LIST_WORDS)) return false
    if (typeOf(scan, at - 1) !== DIGITS) return false
    if ((flagsOf(scan, at - 2) & NAMING) !== 0) return true
    at -= 2
  }
  return false
}
const LIST_WORDS = setOf('and or to of')

const LINKS = setOf('is was number no nr code')

/** `order 3 tents`: what is counted follows. */
function isCounted(scan: Scan, next: number): boolean {
  if (typeOf(scan, next) !== WORD) return false
  const word = wordAt(scan, next)
  return VERBS_COUNT.has(wordAt(scan, next - 2)) && word.length > 2 && word.endsWith('s') && word !== 'is'
}
const VERBS_COUNT = setOf('order orders ticket flight track catch box policy call')

/** A capital word before digits in the middle of a sentence: Windows 11, Galaxy Tab 9. */
function isModelName(scan: Scan, index: number, next: number): boolean {
  const before = index - 1
  if (typeOf(scan, before) !== WORD || !isCapital(scan, before) || startsSentence(scan, before)) return false
  if ((flagsOf(scan, before) & MONTH) !== 0 || wordAt(scan, before) === 'i') return false
  const behind = wordAt(scan, next)
  return !(behind.length > 3 && behind.endsWith('s')) && !MODEL_ENDS.test(wordAt(scan, before))
}
const MODEL_ENDS = /(?:s|ing)$/

/** `14 Mill Lane`, `12 Rue de la Paix`, `75002 Paris`. */
function leadsToStreet(scan: Scan, next: number): boolean {
  if (typeOf(scan, next) !== WORD || gapBefore(scan, next) > 2) return false
  const known = flagsOf(scan, next)
  if (isCapital(scan, next) && isWordOf(scan, next, STREET_STARTS)) return true
  if (isCapital(scan, next) && (known & PLACE) !== 0 && lengthOf(scan, next - 1) > 3) return true
  return (known & STREET) === 0 && hasStreetBehind(scan, next)
}

function hasStreetBehind(scan: Scan, first: number): boolean {
  for (let at = first + 1; at <= first + STREET_WORDS_AHEAD && typeOf(scan, at) === WORD; at++) {
    if ((flagsOf(scan, at) & STREET) === 0) continue
    // `2 tents on the way`: an address has capitals, or nothing small between.
    return isCapital(scan, first) || (at === first + 1 && isWordOf(scan, at, STREETS))
  }
  return false
}
const STREET_STARTS = setOf('rue via calle avenue boulevard avenida piazza plaza')
const STREETS = setOf('street st road rd avenue ave lane ln blvd boulevard crescent')
