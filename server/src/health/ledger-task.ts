import type { Connection } from 'mongoose'
import type { LedgerFinding, LedgerResult } from '../contract/index.ts'
import type { StoreClock } from '../storage/clock.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import { readLedger } from './read-ledger.ts'

const SHOWN = 50

/** Accounts for every inbound id, for somebody who waits for it in the console. */
export function ledgerRunner(deps: { connection: Connection; clock: Pick<StoreClock, 'now'> }): TaskRunner {
  return async ({ progress, signal }) => {
    const findings: LedgerFinding[] = []
    let more = 0
    const counts = await readLedger({
      connection: deps.connection,
      now: deps.clock.now,
      progress,
      signal,
      found: (finding) => {
        if (findings.length < SHOWN) findings.push(finding)
        else more += 1
      },
    })
    return { ...counts, findings, more } satisfies LedgerResult
  }
}
