import type { Connection } from 'mongoose'
import type { Log, StoredEntry } from '../conversations/entry.ts'
import type { Threads } from '../conversations/thread.ts'
import { DOCTOR } from '../health/doctor.ts'
import type { Sealer } from '../storage/sealing.ts'
import { createLabels } from './labels.ts'
import { createNotice } from './notice.ts'
import { createLabelReader } from './read-labels.ts'
import { createUtterances } from './read-utterance.ts'

/** What conversations teach: labels, and utterances that wait for one. */
export function createLearning(deps: {
  connection: Connection
  threads: Threads
  log: Log
  sealer: Sealer
  /** Hears of what was not written beside a turn, and whose loss costs no message. */
  failed?: (error: unknown) => void
}) {
  const utterances = createUtterances(deps)
  const labels = { ...createLabels({ ...deps, utterances }), ...createLabelReader(deps) }
  const notice = createNotice({ ...deps, utterances, failed: deps.failed ?? (() => undefined) })
  return {
    utterances,
    labels,
    notice,
    /** Follows the log: called for entries that the log has, again after a death, and the same each time. */
    async keep(all: readonly StoredEntry[]): Promise<void> {
      const entries = all.filter(({ customer }) => customer !== DOCTOR)
      notice.heard(entries)
      await labels.keep(entries)
    },
  }
}
export type Learning = ReturnType<typeof createLearning>
