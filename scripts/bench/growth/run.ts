import { buildServer } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { startBaseline } from '../baseline.ts'
import { keptOf } from '../kept.ts'
import { type Measuring, measure } from '../measure.ts'
import { say } from '../say.ts'
import { answerableTexts } from '../texts.ts'
import { report } from './report.ts'
import { stepsUpTo } from './steps.ts'
import { startTown, type Town } from './town.ts'

export interface GrowthOptions extends Measuring {
  /** Of the largest step. */
  readonly customers: number
}

/**
 * The same load on products that differ in nothing but how many customers have written to them. All stand at the same
 * time and are measured in turns, the echo with them: one that grew would be measured ever later, and the machine drifts.
 */
export async function benchGrowth(options: GrowthOptions, tool: Tool): Promise<void> {
  await buildServer()
  const towns: Town[] = []
  for (const customers of stepsUpTo(options.customers)) {
    say(`a product with ${customers.toLocaleString('en')} customers`)
    towns.push(await startTown(customers, tool))
  }
  const echo = await startBaseline(tool)
  const [smallest] = towns
  if (!smallest) throw new Error('There is no step')
  say('finding texts that the bot answers')
  const texts = await answerableTexts(smallest)
  say(
    `${texts.length} texts; ${options.repeats} repeats of ${options.seconds} s for each, in turns, and one to warm up`,
  )
  const measured = await measure([...towns, echo], texts, { ...options, repeats: options.repeats + 1 })
  // The first repeat of each warms its processes: until code is compiled, a turn takes half as much again.
  const rows = measured.map(({ name, repeats: [, ...repeats] }) => ({ name, repeats }))
  const baseline = rows.pop()
  if (!baseline) throw new Error('Nothing was measured')
  const steps = await Promise.all(
    towns.map(async (town, index) => ({
      customers: town.customers,
      name: town.name,
      repeats: rows[index]?.repeats ?? [],
      size: town.size(),
      kept: await keptOf(town.store, town.ledger),
    })),
  )
  report(steps, baseline, options)
}
