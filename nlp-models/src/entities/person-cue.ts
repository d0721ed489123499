import { chineseCue } from './chinese-person.ts'
import * as flags from './flags.ts'
import { ROLE_WORDS } from './name-cues.ts'
import { isHan, WORD } from './pieces.ts'
import {
  flagsOf,
  gapBefore,
  isGlued,
  isSign,
  isWordOf,
  type Scan,
  startOf,
  typeOf,
  wordAt,
} from './source.ts'
import { setOf } from './word-set.ts'

/** How strongly the words before say that a name follows. */
export const NO_CUE = 0
/** to, from, hi: a name that is no other word. */
export const WEAK = 1
/** `spoke to`, `my wife`, `agent`: any word with a capital. */
export const ROLE = 2
/** `my name is`, `Mr`: also an unknown word in lower case. */
export const STRONG = 3
export type Cue = typeof NO_CUE | typeof WEAK | typeof ROLE | typeof STRONG

const ROLES = setOf(ROLE_WORDS)
const PREPOSITIONS = setOf('to with for by from and hi hello hey dear thank thanks ask of')
const CLOSINGS = setOf('signed regards sincerely cheers thanks best yours wishes love faithfully xx')
const NAME_WORDS = setOf('name names surname forename firstname lastname')
const OWNED = setOf('my our your his her their the')
/** `user name`: of something else. */
const OTHER_NAMES = setOf(
  'user brand company domain file product business shop store hotel account display nick model trade host pet street bank',
)
const SPEAKING = setOf('spoke speak spoken speaking talked talk talking chatted dealt dealing')
const ASKING = setOf('ask asked asking looking waiting package parcel letter message')
const DONE = setOf(
  'signed handled served helped booked written taken collected answered approved made accepted received',
)
/** Two words that a name follows: the second, with the first ones that it takes. */
const PAIRS: ReadonlyMap<string, readonly (readonly [first: ReadonlySet<string>, cue: Cue])[]> = new Map([
  [
    'of',
    [
      [setOf('name'), STRONG],
      [setOf('behalf attention'), ROLE],
    ],
  ],
  ['to', [[SPEAKING, ROLE]]],
  ['with', [[SPEAKING, ROLE]]],
  ['for', [[ASKING, ROLE]]],
  ['by', [[DONE, ROLE]]],
  ['me', [[setOf('call'), STRONG]]],
])
const BEING = setOf("is am im i'm")
const NAME = flags.GIVEN | flags.MAYBE_GIVEN | flags.FAMILY
const MOST_PIECES = 5

/** How strongly what stands before a piece says that a name begins there. */
export function cueBefore(scan: Scan, index: number): Cue {
  const chinese = cueInChinese(scan, index)
  if (chinese !== NO_CUE) return chinese
  const dotted = isSign(scan, index - 1, '.') && isGlued(scan, index - 1) ? index - 2 : index - 1
  if ((flagsOf(scan, dotted) & flags.TITLE) !== 0) return gapBefore(scan, index) <= 1 ? STRONG : NO_CUE
  const before = index - 1
  // `my name's`, `it's`.
  if (wordAt(scan, before) === 's' && isSign(scan, before - 1, "'’"))
    return cueOfBeing(scan, before - 1, 'is')
  if (isSign(scan, before, ':,\n-–—!')) return cueOverMark(scan, index, before)
  const mayCue = typeOf(scan, before) === WORD && (flagsOf(scan, before) & flags.ROLE) !== 0
  return mayCue || wordAt(scan, before) === 'me' ? cueOfWord(scan, before) : NO_CUE
}

function cueInChinese(scan: Scan, index: number): Cue {
  const at = startOf(scan, index)
  if (!isHan(scan.lower.charCodeAt(at - 1)) && !isSign(scan, index - 1, ':,')) return NO_CUE
  const cue = chineseCue(scan.lower, at)
  if (cue === undefined) return NO_CUE
  return cue === 'strong' ? STRONG : ROLE
}

function cueOfWord(scan: Scan, before: number): Cue {
  const word = wordAt(scan, before)
  if (BEING.has(word)) return cueOfBeing(scan, before, word)
  if (NAME_WORDS.has(word)) return cueOfName(scan, before)
  if (ROLES.has(word)) return ROLE
  const first = wordAt(scan, before - 1)
  const pair = PAIRS.get(word)?.find(([words]) => words.has(first))
  if (pair) return pair[1]
  return PREPOSITIONS.has(word) ? WEAK : NO_CUE
}

function cueOfName(scan: Scan, name: number): Cue {
  return isWordOf(scan, name - 1, OTHER_NAMES) ? NO_CUE : STRONG
}

/** `name: Anna`, `contact: Sven`, `regards, Anna`. */
function cueOverMark(scan: Scan, index: number, mark: number): Cue {
  let before = mark - 1
  while (isSign(scan, before, '\n,!-')) before--
  // `my flatmate, Ines`.
  if (isSign(scan, mark, ',') && isWordOf(scan, before, ROLES) && isWordOf(scan, before - 1, OWNED))
    return ROLE
  // `- Deepika` below a letter.
  if (isSign(scan, mark, '-–—~') && before < mark - 1 && endsLetter(scan, index)) return ROLE
  if (isWordOf(scan, before, CLOSINGS) && endsLetter(scan, index)) return STRONG
  if (!isSign(scan, mark, ':')) return NO_CUE
  if (isWordOf(scan, before, NAME_WORDS)) return cueOfName(scan, before)
  return isWordOf(scan, before, ROLES) ? ROLE : NO_CUE
}

/** At most three words, or two with initials, until the end of the message. */
function endsLetter(scan: Scan, index: number): boolean {
  for (let at = index; at <= index + MOST_PIECES; at++) {
    if (endsLine(scan, at)) return at > index
    if (isSign(scan, at, '.-') && isGlued(scan, at)) continue
    if (typeOf(scan, at) !== WORD) return false
    if ((flagsOf(scan, at) & (NAME | flags.COMMON)) === flags.COMMON) return false
  }
  return false
}

function endsLine(scan: Scan, at: number): boolean {
  if (at >= scan.count || isSign(scan, at, '\n')) return true
  return isSign(scan, at, '.!') && (at + 1 >= scan.count || isSign(scan, at + 1, '\n'))
}

/** `my name is`, `I am`, `this is`. */
function cueOfBeing(scan: Scan, before: number, word: string): Cue {
  if (word !== 'is') return WEAK
  const subject = wordAt(scan, before - 1)
  if (NAME_WORDS.has(subject)) return cueOfName(scan, before - 1)
  if (isNameOn(scan, before)) return ROLE
  return subject === 'this' || subject === 'here' || subject === 'it' ? WEAK : NO_CUE
}

/** `the name on the booking is`. */
function isNameOn(scan: Scan, verb: number): boolean {
  for (let at = verb - 2; at >= Math.max(0, verb - 5); at--)
    if (isWordOf(scan, at, NAME_WORDS)) return isWordOf(scan, at + 1, NAMED_THINGS)
  return false
}
const NAMED_THINGS = setOf('on in of for')
