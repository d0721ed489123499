import { conceptsOf } from '../intents/concepts.ts'
import { FNV_OFFSET, finishHash, hashText } from '../text/hash.ts'
import { isIdleWord } from '../text/stop-words.ts'
import type { Token } from '../text/tokens.ts'
import { wordsOf } from '../text/words.ts'

/** Words that every request has count so much of others: alone they still tell `who are you` from `how are you`. */
const IDLE_SHARE = 0.6
const PAIR_SHARE = 0.5
const CONCEPT_SHARE = 0.8
const CHARACTERS_SHARE = 0.7
const PREFIX = 4

/** What an utterance is compared by: hashes of features, and how much each counts before its rarity. */
export interface Features {
  readonly hashes: Uint32Array
  readonly shares: Float32Array
}

/** Features of an utterance, each once. */
export function featuresOf(tokens: readonly Token[]): Features {
  const features = new Map<number, number>()
  const add = (kind: string, text: string, share: number) => {
    const hash = finishHash(hashText(hashText(FNV_OFFSET, kind), text))
    features.set(hash, Math.max(features.get(hash) ?? 0, share))
  }
  let before = ''
  for (const { key, text, isChinese } of wordsOf(tokens)) {
    const share = isIdleWord(text) ? IDLE_SHARE : 1
    add('w', key, share)
    if (before !== '') add('p', `${before} ${key}`, PAIR_SHARE * share)
    if (!isChinese && key.length > PREFIX) add('b', key.slice(0, PREFIX), CHARACTERS_SHARE * share)
    before = key
  }
  addCharacters(tokens, (text, share) => add('c', text, share))
  for (const { kind, text } of tokens) if (kind === 'entity' || kind === 'emoji') add('e', text, 1)
  for (const { concept } of conceptsOf(tokens)) add('~', String(concept), CONCEPT_SHARE)
  return { hashes: Uint32Array.from(features.keys()), shares: Float32Array.from(features.values()) }
}

/** Chinese characters and pairs of them: the segmenter does not always cut alike. */
function addCharacters(tokens: readonly Token[], add: (text: string, share: number) => void): void {
  let before: Token | undefined
  for (const token of tokens) {
    if (token.kind === 'cjk') {
      const share = isIdleWord(token.text) ? IDLE_SHARE : 1
      add(token.text, CHARACTERS_SHARE * share)
      if (before?.kind === 'cjk' && before.end === token.start)
        add(before.text + token.text, CHARACTERS_SHARE)
    }
    before = token
  }
}
