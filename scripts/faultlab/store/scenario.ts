import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBar } from '../../lib/bar.ts'
import { median, rounded } from '../../lib/numbers.ts'
import { buildServer } from '../../lib/stack.ts'
import { table } from '../../lib/table.ts'
import { readFlags, type Tool, UsageError } from '../../lib/tool.ts'
import { runControl } from './control.ts'
import { runStoreKills, type StoreOutcome } from './run.ts'

const SHOWN = 10

/** The embedded store is killed with -9 among journaled writers. @returns the exit code */
export async function storeScenario(args: readonly string[], tool: Tool): Promise<number> {
  const {
    kills = 20,
    seed = 1,
    writers = 32,
  } = readFlags(args, { kills: 'number', seed: 'number', writers: 'number' })
  if (kills < 1 || writers < 1) throw new UsageError('--kills and --writers must be at least 1.')
  await buildServer()
  const folder = await mkdtemp(join(tmpdir(), 'parley-faultlab-'))
  tool.defer(() => rm(folder, { recursive: true, force: true }))
  const bar = createBar('kills')
  const outcome = await runStoreKills({
    dir: join(folder, 'store'),
    seed,
    kills,
    writers,
    onKill: (kill, accepted) => bar.show(kill, kills, `${accepted} acknowledged`),
  })
  bar.end()
  const control = await runControl(join(folder, 'control'))
  const controlFailed = control.lost > 0 && control.inconsistent > 0
  print(outcome, { seed, writers, control })
  return outcome.lost.length + outcome.duplicated.length + outcome.inconsistent.length === 0 && controlFailed
    ? 0
    : 1
}

function print(
  { faults, accepted, documents, lost, duplicated, inconsistent, recoveryMs }: StoreOutcome,
  {
    seed,
    writers,
    control,
  }: { seed: number; writers: number; control: { lost: number; inconsistent: number } },
): void {
  for (const [words, list] of Object.entries({ lost, duplicated, inconsistent }))
    for (const one of list.slice(0, SHOWN)) console.log(`! ${words}: ${one}`)
  const recovery = { p50: rounded(median(recoveryMs)), max: rounded(Math.max(...recoveryMs)) }
  console.log(
    table(
      ['store, kill -9', ''],
      [
        ['seed', seed],
        ['kills', faults],
        ['writers at once', writers],
        ['acknowledged writes', accepted],
        ['documents at the end', documents],
        ['acknowledged and missing', lost.length],
        ['done more often than asked for', duplicated.length],
        ['index entries or counts that are wrong', inconsistent.length],
        ['start to first answer, ms, p50 / max', `${recovery.p50} / ${recovery.max}`],
        ['control: a client that does not wait loses', control.lost],
        ['control: a missing index entry is seen', control.inconsistent > 0 ? 'yes' : 'no'],
      ],
    ),
  )
  console.log(
    JSON.stringify({
      scenario: 'store',
      seed,
      faults,
      accepted,
      lost: lost.length,
      duplicated: duplicated.length,
      inconsistent: inconsistent.length,
      recoveryMs: recovery,
      control,
    }),
  )
}
