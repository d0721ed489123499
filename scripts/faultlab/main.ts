/**
 * Injects faults into real processes and compares what was acknowledged with what is there afterwards:
 * `npm run faultlab -- SCENARIO|all [--seed 1] [--seconds S]`. A table and, last, one JSON line for each scenario; the exit
 * code is 0 only when every promise was kept and each control, the naive way, shows that damage would have been seen.
 * See docs/measuring.md.
 */
import { readFlags, runTool, type Tool, UsageError } from '../lib/tool.ts'
import { clockScenario } from './clock/scenario.ts'
import { diskScenario } from './disk/scenario.ts'
import { duplicatesScenario } from './duplicates/scenario.ts'
import { killScenario } from './kill/scenario.ts'
import { ownerScenario } from './owner/scenario.ts'
import { poisonScenario } from './poison/scenario.ts'
import { reconnectScenario } from './reconnect/scenario.ts'
import { report, summaryOf } from './report.ts'
import { restoreScenario } from './restore/scenario.ts'
import { rollingScenario } from './rolling/scenario.ts'
import { NotHereError, type Outcome, type Scenario } from './scenario.ts'
import { slowScenario } from './slow/scenario.ts'
import { storeScenario } from './store/scenario.ts'

/** Exit code of a scenario that this machine does not allow, as test tools know it. */
const SKIPPED = 77

const scenarios: Readonly<Record<string, Scenario>> = {
  kill: killScenario,
  reconnect: reconnectScenario,
  rolling: rollingScenario,
  owner: ownerScenario,
  duplicates: duplicatesScenario,
  slow: slowScenario,
  poison: poisonScenario,
  disk: diskScenario,
  clock: clockScenario,
  store: storeScenario,
  restore: restoreScenario,
}

await runTool(async (tool) => {
  const [name = '', ...args] = process.argv.slice(2)
  if (name === 'all') return await runAll(args, tool)
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
  if (!scenario) throw new UsageError(usage())
  const done = await unlessNotHere(name, () => runOne(scenario, args, tool))
  if (!done) return SKIPPED
  return report(name, done.seed, done.outcome) ? 0 : 1
})

/** Says why a scenario cannot be played on this machine; nothing is answered then. */
async function unlessNotHere<T>(scenario: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof NotHereError)) throw error
    console.log(`${scenario} is left out: ${error.message}`)
    console.log(JSON.stringify({ scenario, skipped: error.message }))
    return undefined
  }
}

async function runOne(
  scenario: Scenario,
  args: readonly string[],
  tool: Tool,
): Promise<{ seed: number; outcome: Outcome }> {
  const more = Object.fromEntries((scenario.flags ?? []).map((flag) => [flag, 'number' as const]))
  const {
    seed = 1,
    seconds = scenario.seconds,
    ...rest
  } = readFlags(args, {
    seed: 'number',
    seconds: 'number',
    ...more,
  })
  return { seed, outcome: await scenario.run({ seed, seconds, tool, more: rest }) }
}

/** One after another: two at once would take each other's processor for a fault. */
async function runAll(args: readonly string[], tool: Tool): Promise<number> {
  const summaries: ReturnType<typeof summaryOf>[] = []
  let kept = true
  for (const [name, scenario] of Object.entries(scenarios)) {
    console.log(`\n== ${name}: ${scenario.about}`)
    const { scoped, end } = scopeOf(tool)
    const done = await unlessNotHere(name, () => runOne(scenario, args, scoped)).catch((error: unknown) => {
      if (error instanceof UsageError) throw error
      // The others may still find something.
      console.error(error)
      console.log(
        JSON.stringify({ scenario: name, failed: error instanceof Error ? error.message : 'unknown' }),
      )
      kept = false
      return undefined
    })
    await end()
    if (!done) continue
    const { seed, outcome } = done
    kept = report(name, seed, outcome) && kept
    summaries.push(summaryOf(name, seed, outcome))
  }
  const total = (
    of: 'faults' | 'accepted' | 'lost' | 'duplicated' | 'misordered' | 'doubleOwned' | 'broken',
  ) => summaries.reduce((sum, one) => sum + one[of], 0)
  console.log(
    JSON.stringify({
      scenario: 'all',
      seed: summaries[0]?.seed,
      faults: total('faults'),
      accepted: total('accepted'),
      lost: total('lost'),
      duplicated: total('duplicated'),
      misordered: total('misordered'),
      doubleOwned: total('doubleOwned'),
      broken: total('broken'),
      recoveryMs: { max: Math.max(0, ...summaries.map(({ recoveryMs }) => recoveryMs.max)) },
      scenarios: summaries.length,
    }),
  )
  return kept ? 0 : 1
}

/** What one scenario started ends with it, and with the tool if that is ended before. */
function scopeOf(tool: Tool): { scoped: Tool; end: () => Promise<void> } {
  const cleanUps: (() => Promise<void>)[] = []
  const end = async (): Promise<void> => {
    for (const cleanUp of cleanUps.splice(0).reverse())
      await cleanUp().catch((error: unknown) => console.error(error))
  }
  tool.defer(end)
  return { scoped: { ...tool, defer: (cleanUp) => void cleanUps.push(cleanUp) }, end }
}

function usage(): string {
  const list = Object.entries(scenarios).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
  return `Which scenario? npm run faultlab -- SCENARIO [--seed 1] [--seconds S]\n${list.join('\n')}\n  all         each of them, one after another`
}
