/**
 * Injects faults into real processes and compares what was acknowledged with what is there afterwards:
 * `npm run faultlab -- SCENARIO|all [--seed 1] [--seconds S]`. A table and, last, one JSON line for each scenario; the exit
 * code is 0 only when every promise was kept and each control, the naive way, shows that damage would have been seen.
 * See docs/measuring.md.
 */
import { readFlags, runTool, type Tool, UsageError } from '../lib/tool.ts'
import { duplicatesScenario } from './duplicates/scenario.ts'
import { killScenario } from './kill/scenario.ts'
import { ownerScenario } from './owner/scenario.ts'
import { poisonScenario } from './poison/scenario.ts'
import { reconnectScenario } from './reconnect/scenario.ts'
import { report, summaryOf } from './report.ts'
import { restoreScenario } from './restore/scenario.ts'
import { rollingScenario } from './rolling/scenario.ts'
import type { Outcome, Scenario } from './scenario.ts'
import { slowScenario } from './slow/scenario.ts'
import { storeScenario } from './store/scenario.ts'

const scenarios: Readonly<Record<string, Scenario>> = {
  kill: killScenario,
  reconnect: reconnectScenario,
  rolling: rollingScenario,
  owner: ownerScenario,
  duplicates: duplicatesScenario,
  slow: slowScenario,
  poison: poisonScenario,
  store: storeScenario,
  restore: restoreScenario,
}

await runTool(async (tool) => {
  const [name = '', ...args] = process.argv.slice(2)
  if (name === 'all') return await runAll(args, tool)
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
  if (!scenario) throw new UsageError(usage())
  const { seed, outcome } = await runOne(scenario, args, tool)
  return report(name, seed, outcome) ? 0 : 1
})

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
    const { seed, outcome } = await runOne(scenario, args, tool)
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

function usage(): string {
  const list = Object.entries(scenarios).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
  return `Which scenario? npm run faultlab -- SCENARIO [--seed 1] [--seconds S]\n${list.join('\n')}\n  all         each of them, one after another`
}
