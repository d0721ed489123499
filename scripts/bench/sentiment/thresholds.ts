import { macroF1 } from '@parley/nlp-models'
import type { Mood } from './sets.ts'
import { type Thresholds, verdictOf } from './verdict.ts'

export interface ScoredRow {
  readonly score: number
  readonly label: Mood
}

const STEPS = 24

/**
 * The thresholds of a lexicon's scores with the highest macro-F1 on rows that are not the test: as they come, such engines call
 * every text without a known word neutral. `low` and `high` for three classes, `middle` for two.
 */
export function chooseThresholds(rows: readonly ScoredRow[]): Thresholds & { readonly macroF1: number } {
  const cuts = cutsOf(rows.map(({ score }) => score))
  const three = best(
    cuts.flatMap((low) => cuts.filter((high) => high >= low).map((high) => ({ low, high, middle: 0 }))),
    (thresholds) => qualityOf(rows, thresholds, 'three'),
  )
  const moody = rows.filter(({ label }) => label !== 'neutral')
  const two = best(
    cuts.map((middle) => ({ low: middle, high: middle, middle })),
    (thresholds) => qualityOf(moody, thresholds, 'two'),
  )
  const { quality } = rows.length === moody.length ? two : three
  return { low: three.value.low, high: three.value.high, middle: two.value.middle, macroF1: quality }
}

/** Places between scores, at even shares of them; below all and above all too. */
function cutsOf(scores: readonly number[]): readonly number[] {
  const different = [...new Set(scores)].toSorted((a, b) => a - b)
  const step = Math.max(1, different.length / STEPS)
  const chosen = Array.from(
    { length: Math.min(STEPS, different.length) },
    (_, at) => different[Math.floor(at * step)],
  )
  // A lexicon's zero means that it knows no word: the places beside it matter most.
  return [...new Set([...chosen.map((score) => (score ?? 0) - 1e-9), -1e-9, 1e-9])].toSorted((a, b) => a - b)
}

function qualityOf(rows: readonly ScoredRow[], thresholds: Thresholds, classes: 'two' | 'three'): number {
  return macroF1(
    rows.map(({ score, label }) => ({ expected: label, predicted: verdictOf(score, thresholds)[classes] })),
  )
}

function best<T>(values: readonly T[], qualityOf: (value: T) => number): { value: T; quality: number } {
  let found: { value: T; quality: number } | undefined
  for (const value of values) {
    const quality = qualityOf(value)
    if (found === undefined || quality > found.quality) found = { value, quality }
  }
  if (found === undefined) throw new RangeError('There is nothing to choose from')
  return found
}
