import type { MoodLabel } from '../understanding.ts'
import { findTurn, type MoodTurn } from './mood-turn.ts'

/** The mood of one message of a customer, in the order in which they were written. */
export interface ScoredMessage {
  /** −1 to 1. */
  readonly score: number
  /** 0 to 1: how sure the score is, and so how much it counts. */
  readonly confidence: number
}

export interface MoodPath {
  /** The mood after each message, −1 to 1. */
  readonly levels: readonly number[]
  /** Change of score a message, by the straight line nearest to all scores. */
  readonly slope: number
  /** Message after which the level was lowest, the first of equals; absent without messages. */
  readonly lowest?: number
  /** Where the mood turned; absent where the scores only scatter. */
  readonly turn?: MoodTurn
  readonly now: MoodLabel
  /** It was bad, and is no longer. */
  readonly recovered: boolean
}

/** What a message counts for when the next one comes. */
const KEPT = 0.6
/** Levels from here on have a mood; between them it is neutral. */
const MARKED = 0.2
/** A message of no confidence at all still was one. */
const LEAST_WEIGHT = 0.05

/**
 * The course of a customer's mood over a conversation, in time linear in the number of messages.
 *
 * A level is the mean of the scores so far, weighed by confidence and discounted by 0.6 a message (exponential smoothing, Brown 1959):
 * `Σ 0.6^(t−i)·c_i·s_i / Σ 0.6^(t−i)·c_i`. The slope is that of weighted least squares on the messages' numbers.
 */
export function moodPath(messages: readonly ScoredMessage[]): MoodPath {
  const points = messages.map(({ score, confidence }) => ({
    score,
    weight: Math.max(LEAST_WEIGHT, confidence),
  }))
  const levels = levelsOf(points)
  const lowest = lowestOf(levels)
  const turn = findTurn(points)
  const level = levels.at(-1) ?? 0
  const now = moodOf(level)
  return {
    levels,
    slope: slopeOf(points),
    ...(lowest < 0 ? {} : { lowest }),
    ...(turn === undefined ? {} : { turn }),
    now,
    recovered: moodOf(levels[lowest] ?? 0) === 'negative' && now !== 'negative',
  }
}

export interface WeightedScore {
  readonly score: number
  readonly weight: number
}

function levelsOf(points: readonly WeightedScore[]): readonly number[] {
  let sum = 0
  let total = 0
  return points.map(({ score, weight }) => {
    sum = KEPT * sum + weight * score
    total = KEPT * total + weight
    return sum / total
  })
}

function lowestOf(levels: readonly number[]): number {
  let lowest = levels.length === 0 ? -1 : 0
  for (const [index, level] of levels.entries()) if (level < (levels[lowest] as number)) lowest = index
  return lowest
}

function slopeOf(points: readonly WeightedScore[]): number {
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  if (points.length < 2) return 0
  const middle = points.reduce((sum, { weight }, at) => sum + weight * at, 0) / total
  const mean = points.reduce((sum, { weight, score }) => sum + weight * score, 0) / total
  let shared = 0
  let spread = 0
  for (const [at, { weight, score }] of points.entries()) {
    shared += weight * (at - middle) * (score - mean)
    spread += weight * (at - middle) ** 2
  }
  return shared / spread
}

function moodOf(level: number): MoodLabel {
  if (level >= MARKED) return 'positive'
  return level <= -MARKED ? 'negative' : 'neutral'
}
