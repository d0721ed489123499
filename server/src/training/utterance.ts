/** Words and Chinese characters of a text, without case; what has a digit in it reads alike. */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? []
  return [...new Set(words.map((word) => (DIGIT.test(word) ? '#' : word)))]
}
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’-])+/gu
const DIGIT = /\p{N}/u

/** What a text says without case, punctuation and spacing: the same for texts of which one label is enough. */
export function plain(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return words === '' ? text : words
}

/** Share of the words that two texts have in common (Jaccard). */
export function overlap(a: ReadonlySet<number>, b: readonly number[]): number {
  let shared = 0
  for (const word of b) if (a.has(word)) shared++
  const all = a.size + b.length - shared
  return all === 0 ? 0 : shared / all
}

/** So much in common says nearly the same. */
export const ALIKE = 0.6

export interface Read {
  intents: readonly { intent: string; confidence: number }[]
  inScope: number
}

/** From this confidence on nobody needs to look. */
export const SURE = 0.65
/** So many intents are kept of a reading: more where people may be asked which of them it is. */
const KEPT = 3
const KEPT_UNSURE = 9

/** What to keep of ranked intents. */
export function keptIntents<Ranked extends { confidence: number }>(
  ranked: readonly Ranked[],
): readonly Ranked[] {
  return ranked.slice(0, (ranked[0]?.confidence ?? 0) >= SURE ? KEPT : KEPT_UNSURE)
}

const SURE_SCOPE = 0.5
const LEAST_WORDS = { en: 2, zh: 4 }
const MOST_CHARACTERS = 600
const PLEASANTRY = /^(smalltalk|dialog|bot|feedback)\./
const CLEAR_PLEASANTRY = 0.4

/**
 * How unsure the model was of an utterance, 0 to 1: how far the best intent is from certain and from the runner-up.
 * Nothing for what needs no label: sure ones, greetings, a bare number or word, and whole letters.
 */
export function uncertaintyOf(
  text: string,
  language: 'en' | 'zh',
  { intents, inScope }: Read,
): number | undefined {
  const [best, second] = intents
  const sure = best?.confidence ?? 0
  if (sure >= SURE && inScope >= SURE_SCOPE) return undefined
  if (text.length > MOST_CHARACTERS) return undefined
  if (best && PLEASANTRY.test(best.intent) && sure >= CLEAR_PLEASANTRY) return undefined
  const words = wordsOf(text).filter((word) => word !== '#' && !word.includes('http'))
  if (words.length < LEAST_WORDS[language]) return undefined
  const gap = sure - (second?.confidence ?? 0)
  return Math.min(1, Math.max(0, (1 - sure + (1 - gap)) / 2))
}
