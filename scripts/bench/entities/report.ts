import { table } from '../../lib/table.ts'
import type { Scores } from './score.ts'

/**
 * Scores of all cases of a language, or of both, by kind; `all` is micro-averaged, `shared` only of what both
 * contenders look for.
 */
export type ByKind = Readonly<Record<string, Scores>>

export interface Contender {
  readonly name: string
  readonly both: ByKind
  readonly en: ByKind
  readonly zh: ByKind
  /** Messages a second of one core. */
  readonly perSecond: number
}

const percent = (part: number): string => (part * 100).toFixed(1)

/** Prints a contender's scores by kind and language. */
export function printContender({ name, both, en, zh, perSecond }: Contender): void {
  const rows = Object.keys(both).flatMap((kind) =>
    (
      [
        ['', both],
        [' en', en],
        [' zh', zh],
      ] as const
    ).map(([language, scores]) => rowOf(`${kind}${language}`, scores[kind])),
  )
  const head = [name, 'cases', 'precision', 'recall', 'F1', 'value', 'overlap F1']
  console.log(`\n${table(head, rows)}\n${name}: ${Math.round(perSecond).toLocaleString('en')} messages/s`)
}

function rowOf(name: string, scores: Scores | undefined): readonly (string | number)[] {
  if (scores === undefined || scores.cases === 0) return [name, 0, '', '', '', '', '']
  const { cases, precision, recall, f1, value, overlapF1 } = scores
  return [name, cases, percent(precision), percent(recall), percent(f1), percent(value), percent(overlapF1)]
}

/** What goes into the last line: fractions with four decimals. */
export function figuresOf({ both, perSecond }: Contender) {
  const { all, shared, ...kinds } = both
  const rounded = (scores: Scores | undefined) => {
    const { precision = 0, recall = 0, f1 = 0, value = 0, overlapF1 = 0 } = scores ?? {}
    const four = (part: number) => Number(part.toFixed(4))
    return {
      precision: four(precision),
      recall: four(recall),
      f1: four(f1),
      value: four(value),
      overlapF1: four(overlapF1),
    }
  }
  return {
    micro: rounded(all),
    shared: rounded(shared),
    kinds: Object.fromEntries(Object.entries(kinds).map(([kind, scores]) => [kind, rounded(scores)])),
    perSecond: Math.round(perSecond),
  }
}
