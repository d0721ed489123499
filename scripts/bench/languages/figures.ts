import { expectedCalibrationError } from '@parley/nlp-models'
import type { LanguageTest, MixedTest } from '../../lib/language-data.ts'

/** Longest text of each band, in UTF-16 units. */
export const BANDS = [15, 40, Number.POSITIVE_INFINITY] as const

export interface Answer {
  readonly language: string
  readonly confidence: number
  /** Languages found in the text; absent of a detector that does not tell. */
  readonly found?: readonly string[]
}

export interface Scored {
  readonly test: LanguageTest
  readonly answer: Answer
}

/** Share of right answers of all, then by band of length; a band without texts is NaN. */
export function byBand(scored: readonly Scored[]): readonly number[] {
  const bands = BANDS.map((most, band) => {
    const least = BANDS[band - 1] ?? -1
    return scored.filter(({ test }) => test.text.length > least && test.text.length <= most)
  })
  return [scored, ...bands].map(accuracyOf)
}

export function accuracyOf(scored: readonly Scored[]): number {
  return shareOf(scored, isRight)
}

export function calibrationErrorOf(scored: readonly Scored[]): number {
  return expectedCalibrationError(
    scored.map((one) => ({ confidence: one.answer.confidence, correct: isRight(one) })),
  )
}

/** Of the mixed texts: whose main language was told, and whose languages were all found and no other; NaN if none tells. */
export function mixedFigures(
  tests: readonly MixedTest[],
  answers: readonly Answer[],
): { main: number; all: number } {
  const pairs = tests.map((test, index) => ({ test, answer: answers[index] }))
  const told = pairs.filter(({ answer }) => answer?.found !== undefined)
  return {
    main: shareOf(pairs, ({ test, answer }) => answer?.language === test.language),
    all: shareOf(
      told,
      ({ test, answer }) => answer?.found?.toSorted().join() === test.languages.toSorted().join(),
    ),
  }
}

function isRight({ test, answer }: Scored): boolean {
  return answer.language === test.language
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length
}
