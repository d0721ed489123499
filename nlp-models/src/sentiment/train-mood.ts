import { detectLanguage } from '../text/language.ts'
import { tokenise } from '../text/tokens.ts'
import type { MoodExample } from '../training-data.ts'
import type { Language, Sentiment } from '../understanding.ts'
import { defaultWordVectors } from '../vectors/default-vectors.ts'
import { type MoodMetrics, type MoodModel, type MoodSettings, trainMoodModel } from './mood-training.ts'
import { judgeMood } from './read-mood.ts'

const LANGUAGES: readonly Language[] = ['en', 'zh']
const SEED = 13

export type MoodMetricsByLanguage = Readonly<Partial<Record<Language, MoodMetrics>>>

export interface TrainedMoods {
  readonly moods: Readonly<Partial<Record<Language, MoodModel>>>
  readonly metrics: MoodMetricsByLanguage
}

/** Trains one model for each language of the examples, which their script tells. */
export async function trainMoods(
  examples: readonly MoodExample[],
  settings: Omit<MoodSettings, 'language'>,
): Promise<TrainedMoods> {
  const moods: Partial<Record<Language, MoodModel>> = {}
  const metrics: Partial<Record<Language, MoodMetrics>> = {}
  for (const [language, group] of moodGroups(examples)) {
    const trained = await trainMoodModel(group, { ...settings, language })
    moods[language] = trained.model
    metrics[language] = trained.metrics
  }
  return { moods, metrics }
}

/** The examples of each language that has any. */
export function moodGroups(
  examples: readonly MoodExample[],
): readonly (readonly [Language, readonly MoodExample[]])[] {
  const groups = LANGUAGES.map((language) => [language, [] as MoodExample[]] as const)
  for (const example of examples)
    groups.find(([language]) => language === detectLanguage(example.text))?.[1].push(example)
  return groups.filter(([, group]) => group.length > 0)
}

/** Tells the mood of texts. */
export interface MoodReader {
  read(text: string): Sentiment
  /** Out of fold, of what it was trained on. */
  readonly metrics: MoodMetricsByLanguage
}

/**
 * Trains moods alone, as `trainModel` does beside intents: the same features, cost and calibration.
 * @throws what the signal was aborted with
 */
export async function trainMood(
  examples: readonly MoodExample[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<MoodReader> {
  const settings = { seed: SEED, vectors: defaultWordVectors(), signal, onClass: () => undefined }
  const { moods, metrics } = await trainMoods(examples, settings)
  return {
    metrics,
    read: (text) => judgeMood(moods, { text, tokens: tokenise(text), language: detectLanguage(text) }),
  }
}
