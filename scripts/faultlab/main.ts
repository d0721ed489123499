/**
 * Injects faults into real processes and compares what was acknowledged with what is there afterwards:
 * `npm run faultlab -- store [--kills 20] [--seed 1] [--writers 32]`. The last line is one JSON object; the exit code is 0
 * only when nothing is lost and the control shows that a loss would have been seen.
 */
import { runTool, UsageError } from '../lib/tool.ts'
import { storeScenario } from './store/scenario.ts'

const scenarios = { store: storeScenario }

await runTool(async (tool) => {
  const [name = '', ...args] = process.argv.slice(2)
  if (!Object.hasOwn(scenarios, name))
    throw new UsageError(
      `Which scenario? One of: ${Object.keys(scenarios).join(', ')}. For example: npm run faultlab -- store --kills 20 --seed 1`,
    )
  return scenarios[name as keyof typeof scenarios](args, tool)
})
