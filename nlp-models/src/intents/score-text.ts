import { FeatureBuffer } from '../linear/feature-buffer.ts'
import { likenessOf, vectorise } from '../linear/linear-model.ts'
import type { Model } from '../model.ts'
import type { Token } from '../text/tokens.ts'
import type { Language } from '../understanding.ts'
import { bestOf, type Scored } from './calibration.ts'
import { writeIntentFeatures } from './features.ts'

// One buffer for all calls: the function is synchronous and never re-entered.
const buffer = new FeatureBuffer()

/** What a text is as the intents read it. */
export interface IntentReading {
  /** With placeholders for entities. */
  readonly masked: readonly Token[]
  readonly language: Language
}

/**
 * Scores a text for all intents; the margins are good until the next text is scored. Nothing where no feature is known:
 * the margins would only be the intents' frequencies.
 */
export function scoreText(
  { intents, lexicon }: Pick<Model, 'intents' | 'lexicon'>,
  { masked, language }: IntentReading,
): Scored | undefined {
  writeIntentFeatures(buffer, masked)
  const read = vectorise(intents, { features: buffer, tokens: masked })
  if (read.length === 0) return undefined
  const margins = intents.scorer.margins(read.length)
  const likeness = likenessOf(intents, bestOf(margins), read)
  return { margins, ...lexicon.count(masked), likeness, language }
}
