import { setTimeout as delay } from 'node:timers/promises'
import { createRandom } from '../../server/src/demo/random.ts'
import type { Bar } from '../lib/bar.ts'
import { type CpuUse, startCpuMeter } from '../lib/cpu-meter.ts'
import { inParallel } from '../lib/in-parallel.ts'
import type { Part } from '../lib/stack.ts'
import type { Login } from './agent.ts'
import { type CustomerRun, playCustomer } from './customer.ts'
import type { Dialogue } from './dialogues.ts'
import type { FaultsRun } from './faults.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type ConsoleLog, startTeam } from './team.ts'

const AGENTS_END_MS = 60_000

export interface Played {
  ledger: Ledger
  customers: CustomerRun[]
  consoles: readonly ConsoleLog[]
  found: Readonly<{ event: number; asked: number }>
  /** Customers that could not go on, and why. */
  broken: string[]
  seconds: number
  cpu: CpuUse
}

/** Plays all customers, so many at a time, and the agents beside them. */
export async function playAll(deps: {
  urls: readonly string[]
  account: string
  dialogues: readonly Dialogue[]
  concurrency: number
  seed: number
  logins: readonly Login[]
  bar: Bar
  /** Processes of the product, where they are known. */
  parts: readonly Part[]
  /** Called with the share of messages that were acknowledged. */
  startFaults: (progress: () => number) => FaultsRun | undefined
  /** Nobody begins any more once it says so. */
  isOver?: () => boolean
}): Promise<Played> {
  const { urls, account, dialogues, concurrency, seed, logins, bar } = deps
  const total = dialogues.reduce((sum, { says }) => sum + says.length, 0)
  let messages = 0
  let faults: FaultsRun | undefined
  const ledger = createLedger(() => faults?.acked())
  const team = await startTeam({ urls, logins, seed, ledger })
  const customers: CustomerRun[] = []
  const broken: string[] = []
  const started = performance.now()
  const stopMeter = startCpuMeter(deps.parts)
  faults = deps.startFaults(() => messages / total)
  const counted: Ledger = {
    ...ledger,
    note: (said) => {
      messages++
      ledger.note(said)
      bar.show(messages, total, `messages, ${customers.length} of ${dialogues.length} conversations ended`)
    },
  }
  await inParallel(dialogues, concurrency, async (dialogue, index) => {
    if (deps.isOver?.()) return
    const url = urls[index % urls.length] ?? ''
    const random = createRandom(seed * 100_003 + index)
    try {
      customers.push(await playCustomer({ url, account, dialogue, index, random, ledger: counted }))
    } catch (error) {
      broken.push(`${dialogue.id}: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
  const cpu = stopMeter()
  await Promise.all([faults?.stop(), Promise.race([team.idle(), delay(AGENTS_END_MS)])])
  team.close()
  bar.end()
  const seconds = (performance.now() - started) / 1000
  return { ledger, customers, consoles: team.consoles, found: team.found, broken, seconds, cpu }
}
