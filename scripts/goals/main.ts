/**
 * Plays the customers of goals.jsonl against the running product and says who reached what they came for:
 * `npm run goals -- [--only TEXT] [--half odd|even] [--verbose]`. README.md beside this file explains the goals, docs/measuring.md the
 * figures.
 */
import { createBar } from '../lib/bar.ts'
import { inParallel } from '../lib/in-parallel.ts'
import { openProductStore } from '../lib/product-store.ts'
import { type Shop, seedShop } from '../lib/seed-shop.ts'
import { buildServer, startStack } from '../lib/stack.ts'
import { readFlags, runTool, UsageError } from '../lib/tool.ts'
import { type Goal, halfOf, readGoals } from './goal.ts'
import { type PlayedGoal, playGoal, type Stage } from './play.ts'
import { blindOf, printGoals, printTranscript, ratesOf } from './report.ts'
import { type Scene, setScenes } from './scene.ts'

const AT_A_TIME = 8
const LEAST_SUCCESS = 0.85
const MOST_WRONG = 0.03

await runTool(async (tool) => {
  const flags = { only: 'text', half: 'text', verbose: 'switch' } as const
  const { only, half, verbose = false } = readFlags(process.argv.slice(2), flags)
  if (half !== undefined && half !== 'odd' && half !== 'even') throw new UsageError('--half is odd or even.')
  const goals = (await readGoals())
    .filter(({ id, kind }) => !only || id.includes(only) || kind === only)
    .filter(({ id }) => !half || halfOf(id) === half)
  if (goals.length === 0) throw new UsageError('--only and --half leave no goal.')
  await buildServer()
  let shop: Shop | undefined
  const stack = await startStack({
    name: 'goals',
    server: 1,
    defer: tool.defer,
    seed: async (env) => {
      shop = await seedShop(env)
    },
  })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const [url] = stack.urls
  if (!shop || !url) throw new Error('The product did not start')
  const scenes = await setScenes(store, goals)
  const played = await playAll({ url, store, shop }, goals, scenes)
  printGoals(played, verbose)
  if (verbose && only) for (const one of played) if (one.reached) printTranscript(one)
  const rates = ratesOf(played)
  console.log(JSON.stringify({ ...rates, blind: blindOf(played) }))
  return rates.successRate >= LEAST_SUCCESS && rates.wrongRate <= MOST_WRONG ? 0 : 1
})

async function playAll(
  stage: Stage,
  goals: readonly Goal[],
  scenes: readonly Scene[],
): Promise<PlayedGoal[]> {
  const bar = createBar('goals')
  let ended = 0
  const played = await inParallel(goals, AT_A_TIME, async (goal, index) => {
    const scene = scenes[index]
    if (!scene) throw new Error(`${goal.id} has no customer`)
    const one = await playGoal(stage, goal, scene)
    bar.show(++ended, goals.length, 'goals')
    return one
  })
  bar.end()
  return played
}
