import { detectLanguage } from '../text/language.ts'
import { tokenise } from '../text/tokens.ts'
import type { Language } from '../understanding.ts'
import { defaultWordVectors } from '../vectors/default-vectors.ts'
import { writeTextVector } from '../vectors/text-vector.ts'
import type { ReplyCandidate } from './reply.ts'
import type { TermSpace, Weights } from './term-space.ts'

/** A candidate as it is compared: read once, whatever is asked. */
export interface Prepared {
  readonly candidate: ReplyCandidate
  /** Undefined where neither it says its language nor its letters do. */
  readonly language: Language | undefined
  /** Of title and text. */
  readonly weights: Weights
  /** Of the text alone. */
  readonly textWeights: Weights
  readonly meaning: Float32Array | undefined
  /** What it answered before. */
  readonly asked: readonly { readonly text: string; readonly weights: Weights }[]
  /** The same for texts of the same words. */
  readonly words: string
}

const MOST_ASKED = 20
/** UTF-16 units of a reply that are read. */
const LONGEST_REPLY = 4000

/** Reads a candidate. */
export function prepare(candidate: ReplyCandidate, space: TermSpace): Prepared {
  const text = candidate.text.slice(0, LONGEST_REPLY)
  const whole = candidate.title === undefined ? text : `${candidate.title}\n${text}`
  return {
    candidate,
    language: candidate.language ?? languageOf(text),
    weights: space.weigh(whole),
    textWeights: space.weigh(text),
    meaning: meaningOf(whole),
    asked: (candidate.asked ?? [])
      .slice(-MOST_ASKED)
      .map((one) => ({ text: one, weights: space.weigh(one) })),
    words: tokenise(text)
      .map((token) => token.text)
      .join(' '),
  }
}

/** Asked with either hint, a text without letters gives the hint back. */
function languageOf(text: string): Language | undefined {
  const language = detectLanguage(text, 'en')
  return language === detectLanguage(text, 'zh') ? language : undefined
}

/** The vector of a text's words; none where no word is known, as in Chinese. */
export function meaningOf(text: string): Float32Array | undefined {
  const vectors = defaultWordVectors()
  const vector = new Float32Array(vectors.dimensions)
  return writeTextVector(vectors, tokenise(text), vector) === 0 ? undefined : vector
}
