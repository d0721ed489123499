import { setTimeout as delay } from 'node:timers/promises'
import { startCpuMeter } from '../../lib/cpu-meter.ts'
import { buildServer } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { startBaseline } from '../baseline.ts'
import { keptOf } from '../kept.ts'
import { type Measuring, measure, warmUp } from '../measure.ts'
import { startProduct } from '../product.ts'
import { say } from '../say.ts'
import { answerableTexts } from '../texts.ts'
import { report } from './report.ts'
import { stepsUpTo } from './steps.ts'
import { startTown, type Town } from './town.ts'

const WARM_TURNS = 500
const WARM_THREADS = 20
const IDLE_SECONDS = 10

export interface GrowthOptions extends Measuring {
  readonly rate: number
  /** Of the largest step. */
  readonly customers: number
}

/**
 * The same load on products that differ in nothing but how many customers have written to them. All stand at the same
 * time and are measured in turns, the echo with them: one that grew would be measured ever later, and the machine drifts.
 */
export async function benchGrowth(options: GrowthOptions, tool: Tool): Promise<void> {
  await buildServer()
  const texts = await findTexts(tool)
  const towns: Town[] = []
  for (const customers of stepsUpTo(options.customers)) {
    say(`a product with ${customers.toLocaleString('en')} customers`)
    towns.push(await startTown(customers, tool))
  }
  const echo = await startBaseline(tool)
  say(`${texts.length} texts; ${WARM_TURNS} turns of each to warm up`)
  const all = [...towns, echo]
  await warmUp(all, texts, { threads: WARM_THREADS, turns: WARM_TURNS })
  say(`what each does for ${IDLE_SECONDS} s when nobody is there`)
  const idle = await idleMsPerSecond(towns)
  say(`${options.repeats} repeats of ${options.seconds} s with ${options.rate} turns/s for each, in turns`)
  const rows = await measure(all, texts, options)
  const baseline = rows.pop()
  if (!baseline) throw new Error('Nothing was measured')
  const steps = await Promise.all(
    towns.map(async (town, index) => ({
      idle: idle[index] ?? Number.NaN,
      customers: town.customers,
      name: town.name,
      repeats: rows[index]?.repeats ?? [],
      size: town.size(),
      kept: await keptOf(town.store, town.ledger),
    })),
  )
  report(steps, baseline, options)
}

/** In a product that is gone afterwards: whom it gave to people there would be waiting for one all the time. */
async function findTexts(tool: Tool): Promise<string[]> {
  say('finding texts that the bot answers')
  const product = await startProduct('one', tool)
  const texts = await answerableTexts(product)
  await product.store.close()
  await product.stack.stop()
  return texts
}

/** CPU ms a second of each, all in the same seconds. */
async function idleMsPerSecond(towns: readonly Town[]): Promise<number[]> {
  const stops = towns.map(({ processes }) => startCpuMeter(processes))
  await delay(IDLE_SECONDS * 1000)
  return stops.map((stop) => {
    const { driver: _, ...own } = stop().byName
    return Object.values(own).reduce((sum, ms) => sum + ms, 0) / IDLE_SECONDS
  })
}
