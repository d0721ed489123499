import { conceptsOf } from '../intents/concepts.ts'
import { isStopWord } from '../text/stop-words.ts'
import { tokenise } from '../text/tokens.ts'
import { wordsOf } from '../text/words.ts'

/** What a text is compared by, and the word of the text that it came from. */
export interface Term {
  readonly key: string
  readonly word: string
}

/** Words by their stems, Chinese words as the segmenter cuts them, and the concepts that they stand for. */
export function termsOf(text: string): readonly Term[] {
  const tokens = tokenise(text)
  const terms: Term[] = []
  for (const { key, text: word } of wordsOf(tokens)) if (!isStopWord(word)) terms.push({ key, word })
  for (const { concept, start, end } of conceptsOf(tokens))
    terms.push({ key: `~${concept}`, word: text.slice(start, end) })
  return terms
}
