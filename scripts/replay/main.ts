/**
 * Plays customers and agents through the product and compares what was acknowledged with what every view shows:
 * `npm run replay -- [--data DIR] [--conversations 300] [--seed 1] [--concurrency 20] [--kill N] [--control]
 * [--url URL --agents FILE] [--web 1] [--worker 1]`. See docs/measuring.md.
 */
import { createRandom } from '../../server/src/demo/random.ts'
import { createBar } from '../lib/bar.ts'
import { inParallel } from '../lib/in-parallel.ts'
import { openProductStore, type ProductStore } from '../lib/product-store.ts'
import { account, seedShop } from '../lib/seed-shop.ts'
import { buildServer, type Stack, startStack } from '../lib/stack.ts'
import { readFlags, runTool, type Tool, UsageError } from '../lib/tool.ts'
import type { Login } from './agent.ts'
import { createApi } from './api.ts'
import { compare } from './compare.ts'
import { comparisonOf } from './comparison-of.ts'
import { runControl } from './control.ts'
import { chooseDialogues, type Dialogue, readDialogues } from './dialogues.ts'
import { type FaultsRun, planFaults, startFaults } from './faults.ts'
import { type RecordedThread, readFromApi, readFromStore, untilQuiet } from './record.ts'
import { printReport, summarise } from './report.ts'
import { playAll } from './run.ts'
import { agentsFor, hireAgents, readLogins } from './team.ts'

const READS_AT_A_TIME = 8

interface Options {
  dialogues: Dialogue[]
  seed: number
  concurrency: number
  kills: number
  control: boolean
  web: number
  worker: number
  url: string | undefined
  agents: string | undefined
}

/** Where the conversations take place. */
interface Place {
  urls: readonly string[]
  logins: Login[]
  stack: Stack | undefined
  record(threads: readonly string[]): Promise<RecordedThread[]>
}

await runTool(async (tool) => {
  const options = await readOptions(process.argv.slice(2))
  const place = options.url ? await placeAt(options.url, options, tool) : await ownPlace(options, tool)
  let faults: FaultsRun | undefined
  const played = await playAll({
    ...options,
    ...place,
    account,
    parts: place.stack?.parts ?? [],
    bar: createBar('replay'),
    startFaults: (progress) => {
      const { stack } = place
      const random = createRandom(options.seed + 7)
      const planned = planFaults(options.kills, random)
      if (stack && planned.length > 0) faults = startFaults({ stack, planned, random, progress })
      return faults
    },
  })
  const records = await place.record(played.customers.map(({ thread }) => thread))
  const comparison = comparisonOf(played, records)
  const verdict = compare(comparison)
  const control = runControl(comparison)
  const outcome = { ...played, records, comparison, verdict, control, faults: faults?.done ?? [] }
  printReport(outcome)
  for (const line of played.broken) console.log(`a customer could not go on: ${line}`)
  if (options.control) {
    console.log(JSON.stringify({ control }))
    return Math.min(control.lost, control.duplicated, control.misordered) >= 1 ? 0 : 1
  }
  const summary = summarise(outcome)
  console.log(JSON.stringify(summary))
  const faultless = summary.lost + summary.duplicated + summary.misordered + played.broken.length === 0
  return faultless && (faults?.done.length ?? 0) >= options.kills ? 0 : 1
})

async function ownPlace({ web, worker, concurrency }: Options, tool: Tool): Promise<Place> {
  await buildServer()
  const stack = await startStack({ name: 'replay', web, worker, seed: seedShop, defer: tool.defer })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const logins = await hireAgents(store, agentsFor(concurrency))
  return { urls: stack.urls, logins, stack, record: (threads) => recordOf(store, threads) }
}

/** With the settings of that install in the environment its store is read; without them, its API. */
async function placeAt(url: string, { agents }: Options, tool: Tool): Promise<Place> {
  const logins = await readLogins(agents ?? '')
  const { MONGODB_URI: mongodbUri, PARLEY_MASTER_KEY: key } = process.env
  const place = { urls: [url.replace(/\/+$/, '')], logins, stack: undefined }
  if (mongodbUri && key) {
    const store = await openProductStore({ mongodbUri, masterKey: Buffer.from(key, 'base64') })
    tool.defer(() => store.close())
    return { ...place, record: (threads) => recordOf(store, threads) }
  }
  const api = createApi(place.urls[0] ?? url)
  await api.surely('POST', '/api/session', logins[0])
  const record = (threads: readonly string[]) =>
    inParallel(threads, READS_AT_A_TIME, (id) => readFromApi(api, id))
  return { ...place, record }
}

async function recordOf(store: ProductStore, threads: readonly string[]): Promise<RecordedThread[]> {
  if (!(await untilQuiet(store, threads)))
    console.log('accepted events are still pending: they count as lost')
  return await inParallel(threads, READS_AT_A_TIME, (thread) => readFromStore(store, thread))
}

async function readOptions(argv: readonly string[]): Promise<Options> {
  const flags = readFlags(argv, {
    data: 'text',
    conversations: 'number',
    seed: 'number',
    concurrency: 'number',
    kill: 'number',
    control: 'switch',
    url: 'text',
    agents: 'text',
    web: 'number',
    worker: 'number',
  })
  const { seed = 1, concurrency = 20, kill = 0, control = false, web = 1, worker = 1, url, agents } = flags
  const conversations = flags.conversations ?? (control ? 8 : 300)
  if (conversations < 1 || concurrency < 1)
    throw new UsageError('--conversations and --concurrency must be at least 1.')
  if (url && !agents)
    throw new UsageError('--url needs --agents FILE: a JSON list of agents of that install.')
  if (url && !URL.canParse(url)) throw new UsageError(`--url ${url} is not an address.`)
  if (url && kill > 0)
    throw new UsageError('--kill ends processes, so it needs a stack of its own: leave out --url.')
  if (web < 1 || worker < 1) throw new UsageError('--web and --worker must be at least 1.')
  const all = await readDialogues(flags.data)
  const dialogues = chooseDialogues(all, conversations, createRandom(seed))
  return { dialogues, seed, concurrency, kills: kill, control, web, worker, url, agents }
}
