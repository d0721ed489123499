import type { Mood } from './sets.ts'

/** What an engine says of a text: one of three classes, and the better of the two that are a mood. */
export interface Verdict {
  readonly three: Mood
  readonly two: 'negative' | 'positive'
}

export interface MoodEngine {
  readonly name: string
  judge(text: string): Verdict | Promise<Verdict>
}

/** Scores above `high` are positive, below `low` negative; above `middle` positive where only two classes are asked. */
export interface Thresholds {
  readonly low: number
  readonly high: number
  readonly middle: number
}

export function verdictOf(score: number, { low, high, middle }: Thresholds): Verdict {
  return {
    three: score > high ? 'positive' : score < low ? 'negative' : 'neutral',
    two: score > middle ? 'positive' : 'negative',
  }
}
