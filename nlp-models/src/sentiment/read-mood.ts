import { FeatureBuffer } from '../linear/feature-buffer.ts'
import { marginsOf } from '../linear/linear-model.ts'
import type { Token } from '../text/tokens.ts'
import type { Language, Sentiment } from '../understanding.ts'
import { writeMoodFeatures } from './features.ts'
import { moodProbabilities, sentimentOf } from './mood-calibration.ts'
import type { MoodModel } from './mood-training.ts'

/** The models of mood by language. */
export type Moods = Readonly<Partial<Record<Language, MoodModel>>>

const NEUTRAL: Sentiment = { label: 'neutral', score: 0, confidence: 1 / 3 }
// One buffer for all calls: the function is synchronous and never re-entered.
const buffer = new FeatureBuffer()

/** Mood of a text that is cut already; neutral at a third of confidence where there is no model or no text. */
export function judgeMood(
  moods: Moods,
  { text, tokens, language }: { text: string; tokens: readonly Token[]; language: Language },
): Sentiment {
  const mood = moods[language]
  if (mood === undefined || text.trim() === '') return NEUTRAL
  writeMoodFeatures(buffer, text, tokens)
  const margins = marginsOf(mood.linear, { features: buffer, tokens })
  return sentimentOf(moodProbabilities(margins, mood.calibration))
}
