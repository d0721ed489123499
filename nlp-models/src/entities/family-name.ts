import * as flags from './flags.ts'
import { type Cue, STRONG } from './person-cue.ts'
import { WORD } from './pieces.ts'
import {
  endOf,
  flagsOf,
  gapBefore,
  isCapital,
  isGlued,
  isSign,
  isWordOf,
  lengthOf,
  type Scan,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/** What is no part of a name though it has a capital. */
export const NO_NAME =
  flags.MONTH |
  flags.WEEKDAY |
  flags.COMPANY |
  flags.MAYBE_COMPANY |
  flags.COMPANY_END |
  flags.CURRENCY |
  flags.TITLE
const MOST_NAMES = 3
/** `plan B. Then`. */
const LETTERED = setOf('plan vitamin option type class hepatitis gate block')
const JOINTS = setOf('and i from my here but with')

/** Whether a piece may be a family name in capitals. */
export function isSurname(scan: Scan, index: number): boolean {
  if (typeOf(scan, index) !== WORD || gapBefore(scan, index) !== 1 || !isCapital(scan, index)) return false
  const known = flagsOf(scan, index)
  if ((known & (flags.GIVEN | flags.FAMILY)) !== 0) return true
  return (known & (flags.COMMON | NO_NAME)) === 0 && lengthOf(scan, index) > 1
}

/** Whether a piece is a family name of the list, in capitals, and no other word. */
export function isFamily(scan: Scan, index: number): boolean {
  return isSurname(scan, index) && (flagsOf(scan, index) & (flags.FAMILY | flags.COMMON)) === flags.FAMILY
}

/** Whether a mark, the end or a word that goes on stands at a piece. */
export function isClosed(scan: Scan, next: number): boolean {
  return next >= scan.count || isSign(scan, next, ',.!?;\n') || isWordOf(scan, next, JOINTS)
}

/** The last piece of the name that begins at `index`. */
export function lastName(scan: Scan, index: number, cue: Cue): number {
  const isUpper = isCapital(scan, index) || isParticle(scan, index, cue)
  let last = withHyphen(scan, index)
  for (let names = 1; names < MOST_NAMES; names++) {
    const next = nextPart(scan, last)
    const isName = isUpper ? isSurname(scan, next) : isNameInLowerCase(scan, next, cue)
    if (!isName) break
    last = withHyphen(scan, next)
  }
  return last
}

/** The next piece that may be a name, over an initial and over van, de and the like. */
function nextPart(scan: Scan, last: number): number {
  let at = last + 1
  if (isSign(scan, at, '.') && lengthOf(scan, last) === 1) at++
  if (isInitial(scan, at)) at += isSign(scan, at + 1, '.') ? 2 : 1
  for (let steps = 0; steps < 2 && (flagsOf(scan, at) & flags.PARTICLE) !== 0; steps++) at++
  return at
}

/** `anna kowalski`: behind `my name is` any word that is no ordinary one, else a family name of the list. */
function isNameInLowerCase(scan: Scan, at: number, cue: Cue): boolean {
  if (typeOf(scan, at) !== WORD || gapBefore(scan, at) > 1) return false
  const known = flagsOf(scan, at)
  if (cue !== STRONG) return (known & (flags.FAMILY | flags.COMMON)) === flags.FAMILY && !isCapital(scan, at)
  const isFree = (known & (flags.COMMON | NO_NAME | flags.PLACE_CUE | flags.NUMERAL)) === 0
  if (isFree && lengthOf(scan, at) > 1) return true
  return (known & flags.FAMILY) !== 0 && isClosed(scan, at + 1)
}

function isInitial(scan: Scan, at: number): boolean {
  const isLetter = typeOf(scan, at) === WORD && lengthOf(scan, at) === 1 && isCapital(scan, at)
  return isLetter && gapBefore(scan, at) === 1 && wordAt(scan, at) !== 'i'
}

/** Where `Maria S.` ends: with its dot where that does not end the sentence. */
export function withInitial(scan: Scan, last: number): number {
  const at = last + 1
  if (!isInitial(scan, at) || wordAt(scan, at) === 'a' || !isCapital(scan, last)) return endOf(scan, last)
  const isDot = isSign(scan, at + 1, '.') && typeOf(scan, at + 2) === WORD && !isCapital(scan, at + 2)
  if (isDot) return endOf(scan, at + 1)
  return isSign(scan, at + 1, '.,!?') || at + 1 >= scan.count ? endOf(scan, at) : endOf(scan, last)
}

/** `K. Novak`, `J. R. Hartley`. */
export function isInitials(scan: Scan, index: number): boolean {
  if (lengthOf(scan, index) !== 1 || !isCapital(scan, index) || !isSign(scan, index + 1, '.')) return false
  const behind = isInitial(scan, index + 2) && isSign(scan, index + 3, '.') ? index + 4 : index + 2
  return isSurname(scan, behind) && !isWordOf(scan, index - 1, LETTERED)
}

/** `Mrs. van der Meer`. */
export function isParticle(scan: Scan, index: number, cue: Cue): boolean {
  if (cue !== STRONG || (flagsOf(scan, index) & flags.PARTICLE) === 0) return false
  const next = (flagsOf(scan, index + 1) & flags.PARTICLE) !== 0 ? index + 2 : index + 1
  return isSurname(scan, next)
}

/** Anne-Marie, Smith-Jones. */
function withHyphen(scan: Scan, index: number): number {
  const isHyphen = isSign(scan, index + 1, '-') && isGlued(scan, index + 1) && isGlued(scan, index + 2)
  if (!isHyphen || typeOf(scan, index + 2) !== WORD) return index
  if ((flagsOf(scan, index + 2) & flags.COMMON) !== 0) return index
  return isCapital(scan, index) === isCapital(scan, index + 2) ? index + 2 : index
}
