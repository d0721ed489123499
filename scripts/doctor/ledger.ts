import type { LedgerCounts, LedgerFinding } from '../../server/src/contract/index.ts'
import { readLedger } from '../../server/src/health/read-ledger.ts'
import { createStoreClock } from '../../server/src/storage/clock.ts'
import { connectStore } from '../../server/src/storage/mongo.ts'
import { createBar } from '../lib/bar.ts'
import { table } from '../lib/table.ts'
import { type Tool, UsageError } from '../lib/tool.ts'
import type { Place } from './place.ts'

const SHOWN = 100
const HOUR_MS = 3_600_000
const PATIENCE_MS = 20_000

const what: Readonly<Record<LedgerFinding['what'], string>> = {
  no_entry: 'is marked as handled, and no entry settles it',
  no_event: 'has an entry, and the inbox does not know it',
  no_thread: 'of the log have no thread',
  seq_missing: 'missing in the log',
  beyond_head: 'lie beyond the head of the thread',
  public_missing: 'missing among what the customer sees',
  public_twice: 'twice among what the customer sees',
  event_twice: 'has two entries',
}

/** Accounts for every inbound id of a store and prints what became of them. @returns whether none is missing */
export async function ledger(
  { mongodbUri }: Place,
  { hours, tool }: { hours: number | undefined; tool: Tool },
): Promise<boolean> {
  if (!mongodbUri)
    throw new UsageError('Which store? Set MONGODB_URI, or PARLEY_DATA_DIR of an npm start that runs.')
  const connection = await connectStore({
    uri: mongodbUri,
    appName: 'parley-ledger',
    patienceMs: PATIENCE_MS,
  }).catch(() => {
    throw new UsageError('The store does not answer: start it, or look whether MONGODB_URI names it.')
  })
  tool.defer(() => connection.close())
  const clock = await createStoreClock(connection)
  tool.defer(async () => clock.stop())
  const bar = createBar('threads')
  const findings: LedgerFinding[] = []
  const counts = await readLedger({
    connection,
    now: clock.now,
    since: hours === undefined ? undefined : clock.now() - hours * HOUR_MS,
    progress: (done, of) => bar.show(done, of, ''),
    found: (finding) => void findings.push(finding),
    signal: tool.signal,
  })
  bar.end()
  print(counts, findings)
  return counts.unaccounted + counts.gaps + counts.doubled === 0
}

function print(counts: LedgerCounts, findings: readonly LedgerFinding[]): void {
  for (const finding of findings.slice(0, SHOWN))
    console.log(`! ${finding.kind}: thread ${finding.thread}: ${finding.id} ${what[finding.what]}`)
  if (findings.length > SHOWN) console.log(`! and ${findings.length - SHOWN} more`)
  const { threads, entries, inbound, handled, pending, parked, refused, takenBack } = counts
  const { unaccounted, gaps, doubled, oldestPendingMs } = counts
  const age =
    pending > 0 && oldestPendingMs > 0 ? `, the oldest for ${Math.round(oldestPendingMs / 1000)} s` : ''
  console.log(
    table(
      [`${threads} threads, ${entries} entries`, ''],
      [
        ['inbound ids', inbound],
        ['with their entry', handled],
        [`pending${age}`, pending],
        ['set aside after five tries', parked],
        ['refused, and its author told', refused],
        ['taken back by its author', takenBack],
        ['unaccounted for', unaccounted],
        ['numbers missing', gaps],
        ['there twice', doubled],
      ],
    ),
  )
  console.log(
    JSON.stringify({ inbound, handled, pending, parked, refused, takenBack, unaccounted, gaps, doubled }),
  )
}
