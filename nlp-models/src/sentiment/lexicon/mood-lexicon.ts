import { type Token, tokenise } from '../../text/tokens.ts'
import { CHINESE_MOODS } from './chinese.ts'
import { CONTRASTS, DAMPENERS, DOUBLE_NEGATIONS, INTENSIFIERS, NEGATIONS } from './degrees.ts'
import { ENGLISH_NEGATIVE } from './english-negative.ts'
import { ENGLISH_PHRASES } from './english-phrases.ts'
import { ENGLISH_POSITIVE } from './english-positive.ts'
import { inflect } from './inflect.ts'

/** What a word or turn of phrase means for the mood; one may mean several things. */
export interface MoodEntry {
  /** −3 to 3; 0 for none of its own. */
  readonly strength: number
  /** Factor on the strength of what follows; 1 for none. */
  readonly degree: number
  readonly negates: boolean
  /** What follows counts for more than what went before. */
  readonly contrasts: boolean
}

/** A tree by the texts of tokens: words in English, single characters in Chinese. */
interface Branch {
  entry?: MoodEntry
  next?: Map<string, Branch>
}

export interface Found {
  readonly entry: MoodEntry
  /** How many tokens it takes. */
  readonly size: number
}

const NOTHING: MoodEntry = { strength: 0, degree: 1, negates: false, contrasts: false }

let grown: Branch | undefined

/** The longest entry of either language that begins at the token; absent for none. */
export function findMood(tokens: readonly Token[], from: number): Found | undefined {
  grown ??= grow()
  let branch: Branch | undefined = grown
  let found: Found | undefined
  for (let at = from; at < tokens.length; at++) {
    branch = branch.next?.get((tokens[at] as Token).text)
    if (branch === undefined) break
    if (branch.entry !== undefined) found = { entry: branch.entry, size: at - from + 1 }
  }
  return found
}

/** Every entry with what it means; built at first use, as not every process reads moods. */
function grow(): Branch {
  const root: Branch = {}
  for (const [text, meaning] of meanings()) {
    const branch = tokenise(text).reduce(branchOf, root)
    branch.entry = { ...(branch.entry ?? NOTHING), ...meaning }
  }
  return root
}

/** What each text means; of two that speak of the same the later holds. */
function* meanings(): Generator<readonly [string, Partial<MoodEntry>]> {
  for (const lists of [ENGLISH_POSITIVE, ENGLISH_NEGATIVE, CHINESE_MOODS])
    for (const [strength, list] of Object.entries(lists))
      for (const word of formsOf(list)) yield [word, { strength: Number(strength) }]
  for (const [strength, list] of Object.entries(ENGLISH_PHRASES))
    for (const phrase of phrasesOf(list)) yield [phrase, { strength: Number(strength) }]
  for (const [degree, list] of Object.entries({ ...INTENSIFIERS, ...DAMPENERS }))
    for (const phrase of phrasesOf(list)) yield [phrase, { degree: Number(degree) }]
  for (const phrase of phrasesOf(NEGATIONS)) yield [phrase, { negates: true }]
  for (const phrase of phrasesOf(DOUBLE_NEGATIONS)) yield [phrase, { negates: false }]
  for (const phrase of phrasesOf(CONTRASTS)) yield [phrase, { contrasts: true }]
}

/** The words of a list: forms that a `+` stands for first, so that a form with a strength of its own keeps it. */
function formsOf(list: string): readonly string[] {
  const words = list.split(/\s+/).filter((word) => word !== '')
  const inflected = words.filter((word) => word.endsWith('+')).map((word) => word.slice(0, -1))
  return [...inflected.flatMap(inflect), ...words.filter((word) => !word.endsWith('+'))]
}

function branchOf(branch: Branch, { text }: Token): Branch {
  branch.next ??= new Map()
  const known = branch.next.get(text)
  if (known) return known
  const made: Branch = {}
  branch.next.set(text, made)
  return made
}

function phrasesOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}
