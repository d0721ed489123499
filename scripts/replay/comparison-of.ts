import type { Comparison } from './compare.ts'
import { type RecordedThread, toLine, toPublicLine } from './record.ts'
import type { Played } from './run.ts'

/** What the driver noted, beside what the record, every widget and every console have of it. */
export function comparisonOf(
  { ledger, customers, consoles }: Pick<Played, 'ledger' | 'customers' | 'consoles'>,
  stored: readonly RecordedThread[],
): Comparison {
  return {
    acked: ledger.acked,
    stored,
    widgets: customers.map(({ thread, shown }) => ({ thread, lines: shown.map(toPublicLine) })),
    consoles: consoles.map(({ thread, agent, shown }) => ({ thread, agent, lines: shown.map(toLine) })),
  }
}
