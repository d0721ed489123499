import type { EntryBody, Mood } from './entries.ts'

type Understood = Extract<EntryBody, { kind: 'understanding' }>
type Correction = Pick<Extract<EntryBody, { kind: 'correction' }>, 'intent' | 'mood' | 'withdrawn'>

/** How strong a mood is that a person gave without a number. */
const STRENGTH = { positive: 0.6, neutral: 0, negative: -0.6 } as const

/** What a message counts as: what the model said of it, as far as nobody corrected that. */
export interface EffectiveReading {
  /** `none` when a person said that no intent is meant for it. */
  intent?: { name: string; confidence: number } | undefined
  mood: Mood
  corrected: { intent: boolean; mood: boolean }
}

/**
 * The one rule by which corrections replace what a model said, for lists, statistics and screens.
 * @param corrections of this message, oldest first
 */
export function effectiveReading(
  said: Pick<Understood, 'intents' | 'mood'>,
  corrections: readonly Correction[],
): EffectiveReading {
  let intent: Correction['intent']
  let mood: Correction['mood']
  for (const correction of corrections) {
    intent = correction.withdrawn === 'intent' ? undefined : (correction.intent ?? intent)
    mood = correction.withdrawn === 'mood' ? undefined : (correction.mood ?? mood)
  }
  const top = said.intents[0]
  const named =
    intent === undefined
      ? top && { name: top.intent, confidence: top.confidence }
      : { name: intent, confidence: 1 }
  return {
    ...(named ? { intent: named } : {}),
    mood: mood === undefined ? said.mood : { label: mood, score: scoreOf(mood, said.mood), confidence: 1 },
    corrected: { intent: intent !== undefined, mood: mood !== undefined },
  }
}

/** Who agrees with the label leaves the strength to the model. */
function scoreOf(label: Mood['label'], said: Mood): number {
  return said.label === label ? said.score : STRENGTH[label]
}
