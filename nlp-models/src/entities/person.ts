import { chinesePerson } from './chinese-person.ts'
import { isInitials, isParticle, lastName, withInitial } from './family-name.ts'
import { isFirstName } from './first-name.ts'
import * as flags from './flags.ts'
import { cueBefore } from './person-cue.ts'
import { HAN, WORD } from './pieces.ts'
import {
  type Extractor,
  flagsOf,
  gapBefore,
  isCapital,
  isWordOf,
  type Scan,
  startOf,
  typeOf,
} from './source.ts'
import { setOf } from './word-set.ts'

/** Behind a first name these make a street, a station or a thing of it. */
const NO_PEOPLE = setOf(
  'line station airport street road sponge hotel bank arena stadium cathedral university college school hospital square falls beach airlines day',
)
/** Saints are streets and cities; the others only look like names. */
const NO_FIRST = setOf('i a the san saint st santa new google amazon x ok')

/**
 * Finds names of people: behind `my name is`, a title or a role, before `here` and `speaking`, at the end of a letter,
 * or known first names; in Chinese with a family name. English titles stay outside, Chinese ones (张先生) inside.
 */
export const extractPerson: Extractor = (scan, index) => {
  if (typeOf(scan, index) === HAN) return chinesePerson(scan, index)
  if (typeOf(scan, index) !== WORD || isWordOf(scan, index, NO_FIRST)) return undefined
  const cue = cueBefore(scan, index)
  const isName = isFirstName(scan, index, cue) || isInitials(scan, index) || isParticle(scan, index, cue)
  if (!isName) return undefined
  const last = lastName(scan, index, cue)
  if (isAddress(scan, last + 1) || (last === index && isWordOf(scan, last + 1, NO_PEOPLE))) return undefined
  const end = withInitial(scan, last)
  return { kind: 'person', end, value: scan.text.slice(startOf(scan, index), end) }
}

/** `Victoria Street`. */
function isAddress(scan: Scan, next: number): boolean {
  return (flagsOf(scan, next) & flags.STREET) !== 0 && isCapital(scan, next) && gapBefore(scan, next) === 1
}
