import { isFamily, isSurname, NO_NAME } from './family-name.ts'
import * as flags from './flags.ts'
import { type Cue, ROLE, STRONG, WEAK } from './person-cue.ts'
import {
  flagsOf,
  isCapital,
  isSign,
  isUpperCase,
  isWordOf,
  lengthOf,
  type Scan,
  startOf,
  startsSentence,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/** What one does whose name stands before it. */
const DOES = setOf(
  'from at said told says promised helped called answered replied wrote handled speaking here assured confirmed explained offered took refused hung sent was again',
)
const NATIONS = /(?:ese|ish|ian|ean)$/
const ANY_PLACE = flags.PLACE | flags.MAYBE_PLACE
const ARTICLES = setOf('the a an your my in our')
const TEAM_WORDS = setOf('from in at')
const OWNERS = setOf('the your customer technical tech')
const TEAMS = setOf(
  'support billing sales accounts accounting service services care claims reception delivery logistics returns refunds complaints shipping warehouse finance it hr help helpdesk helpline bookings reservations team desk store shop branch office',
)
const INTRODUCING = setOf("is am im i'm")

/** Whether a word is the first name, or the only one, of a person. */
export function isFirstName(scan: Scan, index: number, cue: Cue): boolean {
  const known = flagsOf(scan, index)
  const isUpper = isCapital(scan, index)
  if ((known & flags.GIVEN) !== 0) return isUpper || lengthOf(scan, index) > 2
  if (cue === STRONG) return isStrong(scan, index, known)
  if ((known & flags.MAYBE_GIVEN) !== 0) return isMeant(scan, index, cue)
  if (!isUpper || (known & (flags.COMMON | ANY_PLACE | NO_NAME)) !== 0) return false
  if (cue === ROLE) return isInRole(scan, index, known)
  return isUnknownName(scan, index, cue)
}

/** `asked Kwabena`, but not `called Zenka support`. */
function isInRole(scan: Scan, index: number, known: number): boolean {
  if (lengthOf(scan, index) === 1 || isWordOf(scan, index + 1, SERVICES)) return false
  return !isUpperCase(scan, index) || (known & flags.FAMILY) !== 0
}
const SERVICES = setOf(
  'support customer service services helpline hotline helpdesk app website store team delivery care',
)

/** Behind `my name is` and Mr. */
function isStrong(scan: Scan, index: number, known: number): boolean {
  const isName = (known & (flags.MAYBE_GIVEN | flags.FAMILY)) !== 0
  if (isName && isCapital(scan, index)) return true
  if ((known & (flags.COMMON | NO_NAME | flags.NUMERAL | flags.PLACE_CUE)) !== 0) return false
  return lengthOf(scan, index) > 1 || isSign(scan, index + 1, '.')
}

/** Whether a first name that is also another word is a name here. */
function isMeant(scan: Scan, index: number, cue: Cue): boolean {
  const known = flagsOf(scan, index)
  if (!isCapital(scan, index)) return cue === ROLE && (known & flags.COMMON) === 0
  if (isWordOf(scan, index - 1, ARTICLES)) return false
  if (cue >= ROLE || isFullName(scan, index)) return true
  const does = wordAt(scan, index + 1)
  if (DOES.has(does)) return does !== 'was' || cue === WEAK || !startsSentence(scan, index)
  return cue === WEAK && (known & (ANY_PLACE | flags.MONTH)) === 0
}

/** `Mark Bennett`; `Blue Finch` begins a sentence more often than it is somebody. */
function isFullName(scan: Scan, index: number): boolean {
  // Jean-Luc.
  if (isSign(scan, index + 1, '-') && (flagsOf(scan, index + 2) & (flags.GIVEN | flags.MAYBE_GIVEN)) !== 0)
    return true
  const isOrdinary = (flagsOf(scan, index) & flags.COMMON) !== 0 && startsSentence(scan, index)
  if (isOrdinary) return isFamily(scan, index + 1)
  return isSurname(scan, index + 1) && (flagsOf(scan, index + 1) & flags.COMMON) === 0
}

/** Whether a word with a capital that no list knows is a name by what is around it. */
function isUnknownName(scan: Scan, index: number, cue: Cue): boolean {
  if (isHere(scan, index) || isOfTeam(scan, index)) return true
  const isUnknown = (flagsOf(scan, index) & ~flags.FAMILY) === 0 && !isUpperCase(scan, index)
  // A family name that is known behind a first name that is not.
  if (isUnknown && isFamily(scan, index + 1)) return true
  return isBesidePerson(scan, index) || (cue === WEAK && isIntroduced(scan, index))
}

/** `Tom and Priya`: what a name is joined to. */
function isBesidePerson(scan: Scan, index: number): boolean {
  const { last } = scan
  if (last.kind !== 'person' || startOf(scan, index) - last.end > 5) return false
  return /^(?: and |,? ?& ?| or )$/.test(scan.lower.slice(last.end, startOf(scan, index)))
}

/** `Kwabena from billing`. */
function isOfTeam(scan: Scan, index: number): boolean {
  if (!isWordOf(scan, index + 1, TEAM_WORDS)) return false
  const team = isWordOf(scan, index + 2, OWNERS) ? index + 3 : index + 2
  return isWordOf(scan, team, TEAMS)
}

/** `Okafor here`, `Xiomara speaking`. */
function isHere(scan: Scan, index: number): boolean {
  const behind = wordAt(scan, index + 1)
  if ((behind !== 'here' && behind !== 'speaking') || !startsSentence(scan, index)) return false
  const after = index + 2
  return after >= scan.count || isSign(scan, after, ',.!-–—\n;:') || isWordOf(scan, after, DOES)
}

/** An unknown name behind `I am` or `this is`: two capitals, or what one says then. */
function isIntroduced(scan: Scan, index: number): boolean {
  const before = wordAt(scan, index - 1)
  if (!INTRODUCING.has(before) || NATIONS.test(wordAt(scan, index))) return false
  if (isUpperCase(scan, index) && lengthOf(scan, index) < 5) return false
  const next = index + 1
  if (isSurname(scan, next) || isWordOf(scan, next, DOES)) return true
  const isSaid = before !== 'is' || wordAt(scan, index - 2) === 'this'
  return isSaid && (next >= scan.count || isSign(scan, next, '.,!'))
}
