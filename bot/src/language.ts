import { isLiteral, type Language } from '@parley/nlp-models'
import type { BotState, Utterance } from './conversing.ts'

/** Latin words that it takes to change a language which was already settled: "ok" or a name tell nothing. */
const WORDS_TO_TELL = 2

/** The customer's language: that of the last message long enough to tell, else the one spoken so far. */
export function chooseLanguage(state: BotState, utterances: readonly Utterance[]): Language {
  const telling = utterances.findLast(tells)
  return (
    telling?.understanding.language ?? state.language ?? utterances.at(-1)?.understanding.language ?? 'en'
  )
}

function tells(utterance: Utterance): boolean {
  const { text, understanding } = utterance
  let words = text
  // 上海 and 明天 tell the language, an order number does not.
  for (const entity of understanding.entities.filter(isLiteral)) words = words.replace(entity.text, ' ')
  if (/\p{Script=Han}/u.test(words)) return true
  return (words.match(/\p{L}{2,}/gu) ?? []).length >= WORDS_TO_TELL
}
