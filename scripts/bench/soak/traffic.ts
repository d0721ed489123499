import { setTimeout as delay } from 'node:timers/promises'
import { createRandom } from '../../../server/src/demo/random.ts'
import { createBar } from '../../lib/bar.ts'
import { account } from '../../lib/seed-shop.ts'
import type { Stack } from '../../lib/stack.ts'
import type { Login } from '../../replay/agent.ts'
import { type CustomerRun, playCustomer } from '../../replay/customer.ts'
import { chooseDialogues, readDialogues } from '../../replay/dialogues.ts'
import { createLedger } from '../../replay/ledger.ts'
import type { Played } from '../../replay/run.ts'
import { startTeam } from '../../replay/team.ts'
import type { Contender } from '../contender.ts'

const MINUTE_MS = 60_000
const AGENTS_END_MS = 60_000
const ECHO_CLIENTS = 20

export interface Pace {
  readonly minutes: number
  /** Customers who come in a minute, whether or not the ones before have left. */
  readonly rate: number
  readonly seed: number
}

export type SoakTraffic = Pick<Played, 'ledger' | 'customers' | 'consoles' | 'broken'>

/** Customers come at an even pace, say what they have to say, are served where they ask for it, and leave. */
export async function runTraffic(
  { urls }: Pick<Stack, 'urls'>,
  logins: readonly Login[],
  { minutes, rate, seed }: Pace,
): Promise<SoakTraffic> {
  const count = minutes * rate
  const dialogues = chooseDialogues(await readDialogues(undefined), count, createRandom(seed))
  const ledger = createLedger(() => undefined)
  const team = await startTeam({ urls, logins, seed, ledger })
  const bar = createBar('soak')
  const customers: CustomerRun[] = []
  const broken: string[] = []
  const playing: Promise<void>[] = []
  const began = performance.now()
  for (const [index, dialogue] of dialogues.entries()) {
    await delay(Math.max(0, began + (index * MINUTE_MS) / rate - performance.now()))
    bar.show(index, count, `customers have come, ${customers.length} have left`)
    const url = urls[index % urls.length] ?? ''
    const random = createRandom(seed * 100_003 + index)
    playing.push(
      playCustomer({ url, account, dialogue, index, random, ledger }).then(
        (run) => void customers.push(run),
        (error: unknown) => void broken.push(`${dialogue.id}: ${String(error)}`),
      ),
    )
  }
  await Promise.all(playing)
  await Promise.race([team.idle(), delay(AGENTS_END_MS)])
  team.close()
  bar.end()
  return { ledger, customers, consoles: team.consoles, broken }
}

/** Turns of the baseline at an even pace, until it is told to stop; answers how many there were. */
export async function startEchoes(echo: Contender, perMinute: number): Promise<{ stop(): Promise<number> }> {
  const clients = await Promise.all(
    Array.from({ length: ECHO_CLIENTS }, (_, index) => echo.openClient(index)),
  )
  const asking = new Set<Promise<unknown>>()
  let turns = 0
  const timer = setInterval(() => {
    const turn = clients[turns % clients.length]?.turn('how much is delivery?')
    if (!turn) return
    turns++
    asking.add(turn)
    void turn.catch((error: unknown) => console.error(error)).finally(() => asking.delete(turn))
  }, MINUTE_MS / perMinute)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.allSettled(asking)
      for (const client of clients) client.close()
      return turns
    },
  }
}
