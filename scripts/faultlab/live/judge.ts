import { compare, type Finding } from '../../replay/compare.ts'
import { comparisonOf } from '../../replay/comparison-of.ts'
import type { RecordedThread } from '../../replay/record.ts'
import type { Played } from '../../replay/run.ts'
import type { Outcome } from '../scenario.ts'
import { ownersAtOnce } from './owners.ts'

export type Judgement = Pick<
  Outcome,
  'accepted' | 'lost' | 'duplicated' | 'misordered' | 'doubleOwned' | 'broken'
>

/** What was acknowledged, beside what the store, every widget and every console have of it. */
export function judge(played: Played, stored: readonly RecordedThread[], quiet: boolean): Judgement {
  const { ledger, customers, broken } = played
  const verdict = compare(comparisonOf(played, stored))
  const unserved = customers.filter(({ ended, caughtUp }) => !ended || !caughtUp)
  return {
    accepted: ledger.acked.length,
    lost: verdict.lost.map(inWords),
    duplicated: verdict.duplicated.map(inWords),
    misordered: verdict.misordered.map(inWords),
    doubleOwned: stored.flatMap((thread) => ownersAtOnce(thread)),
    broken: [
      ...broken.map((line) => `a customer could not go on: ${line}`),
      ...unserved.map(({ thread }) => `${thread} was left without an end`),
      ...(quiet ? [] : ['something that was accepted was still pending after half a minute']),
    ],
  }
}

export function inWords({ thread, view, what }: Finding): string {
  return `${thread}, ${view}: ${what}`
}
