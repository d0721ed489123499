/**
 * Measures: `npm run bench -- NAME [--flag VALUE]`. `turn` is the whole product beside the echo, in turns; `echo` is
 * that baseline alone; `cluster` is two web and two worker processes beside one of each; `console` is the agent's screen in
 * Chromium; `store` is the embedded store; `connections` is what live connections hold; `storm` is what it takes when all of them
 * come back at once; `ack` is how soon a message is acknowledged while slow turns run; `handoff` is how soon who asks for a person
 * is on the right one of many consoles; `growth` is what a turn takes with ever more customers; `soak` is what grows in minutes of
 * steady traffic; `languages` is the detector of languages beside that of node-nlp; `entities` is how many entities of labelled
 * messages are found, and how fast; `pipeline` is the whole understanding of a message beside node-nlp's; `topics` is whether
 * utterances with hidden labels are grouped as labelled, beside k-means; `summary` is what a summary of real conversations picks out, and whether the reply that was given is suggested.
 * `nlu` is Parley's understanding of intents beside other engines, `sentiment` its reading of moods, on data sets in `--data FOLDER`.
 * docs/measuring.md says what the figures mean.
 */
import { buildServer } from '../lib/stack.ts'
import { readFlags, runTool, type Tool, UsageError } from '../lib/tool.ts'
import { benchAck } from './ack/run.ts'
import { startBaseline } from './baseline.ts'
import { benchConnections } from './connections/run.ts'
import { benchConsole } from './console/run.ts'
import { benchEntities } from './entities/run.ts'
import { benchGrowth } from './growth/run.ts'
import { benchHandoff } from './handoff/run.ts'
import { keptOf } from './kept.ts'
import { benchLanguages } from './languages/run.ts'
import { measure } from './measure.ts'
import { benchNlu } from './nlu/run.ts'
import { benchPipeline } from './pipeline/run.ts'
import { startProduct } from './product.ts'
import { figuresOf, printRows, ratioOf } from './report.ts'
import { say } from './say.ts'
import { benchSentiment } from './sentiment/run.ts'
import { benchSoak } from './soak/run.ts'
import { benchStore } from './store/run.ts'
import { benchStorm } from './storm/run.ts'
import { benchSummary } from './summary/run.ts'
import { answerableTexts } from './texts.ts'
import { benchTopics } from './topics/run.ts'

const PLAIN_TEXTS = ['how much is delivery?', 'do you have a shop in London?', '运费是多少', '怎么退货']

/** A measurement with what its flags are when they are not given: numbers, or a text. */
interface Bench {
  readonly flags: Flags
  run(given: Flags, tool: Tool): Promise<void>
}

type Flags = Readonly<Record<string, number | string>>

const turnFlags = { seconds: 15, threads: 50, repeats: 3 }

type TurnFlags = typeof turnFlags

const benches: Readonly<Record<string, Bench>> = {
  turn: bench(turnFlags, benchTurn),
  echo: bench(turnFlags, benchEcho),
  cluster: bench(turnFlags, benchCluster),
  console: bench({ seconds: 15 }, benchConsole),
  store: bench({ repeats: 3 }, benchStore),
  connections: bench({ clients: 5000, consoles: 1000 }, benchConnections),
  storm: bench({ clients: 5000, seed: 1 }, benchStorm),
  ack: bench({ seconds: 20, threads: 50, repeats: 3, seed: 1 }, benchAck),
  handoff: bench({ seconds: 20, consoles: 1000, threads: 50, repeats: 3, seed: 1 }, benchHandoff),
  growth: bench({ customers: 300_000, seconds: 15, rate: 10, threads: 50, repeats: 5 }, benchGrowth),
  languages: bench({}, benchLanguages),
  soak: bench({ minutes: 10, rate: 60, seed: 1 }, benchSoak),
  nlu: bench({ data: '', sets: '', engines: '', patience: 300 }, benchNlu),
  sentiment: bench({ data: '' }, benchSentiment),
  entities: bench({ file: '' }, benchEntities),
  pipeline: bench({ data: '' }, benchPipeline),
  summary: bench({ data: '' }, benchSummary),
  topics: bench({ data: '', sets: '' }, benchTopics),
}

await runTool(async (tool) => {
  const [name = '', ...args] = process.argv.slice(2)
  const chosen = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (!chosen)
    throw new UsageError(
      `Which measurement? One of: ${Object.keys(benches).join(', ')}. For example: npm run bench -- turn`,
    )
  const kinds = Object.fromEntries(
    Object.entries(chosen.flags).map(([flag, usual]) => [
      flag,
      typeof usual === 'number' ? ('number' as const) : ('text' as const),
    ]),
  )
  const asked: Record<string, number | string | undefined> = readFlags(args, kinds)
  const given = Object.fromEntries(
    Object.entries(chosen.flags).map(([flag, usual]) => [flag, asked[flag] ?? usual]),
  )
  const tooSmall = Object.entries(given).find(([, value]) => typeof value === 'number' && value < 1)
  if (tooSmall) throw new UsageError(`--${tooSmall[0]} must be at least 1.`)
  await chosen.run(given, tool)
  return 0
})

function bench<Given extends object>(
  defaults: Given & Readonly<Record<keyof Given, number | string>>,
  run: (given: Given, tool: Tool) => Promise<void>,
): Bench {
  return { flags: defaults as Flags, run: (given, tool) => run(given as Given, tool) }
}

async function benchTurn(options: TurnFlags, tool: Tool): Promise<void> {
  await buildServer()
  say('starting the product twice and the echo')
  const one = await startProduct('one', tool)
  const two = await startProduct('two', tool)
  const echo = await startBaseline(tool)
  say('finding texts that the bot answers')
  const texts = await answerableTexts(one)
  say(`${texts.length} texts; ${options.repeats} repeats of ${options.seconds} s, the three in turns`)
  const rows = await measure([one, two, echo], texts, options)
  printRows(rows)
  const [first, second, baseline] = rows
  if (!first || !second || !baseline) throw new Error('Nothing was measured')
  const ratio = { one: ratioOf(first, baseline), two: ratioOf(second, baseline) }
  console.log(
    `\nproduct / echo: CPU a turn ${ratio.one.cpuPerTurn} (web + worker ${ratio.two.cpuPerTurn}), ` +
      `turns/s ${ratio.one.turnsPerSecond} (web + worker ${ratio.two.turnsPerSecond})`,
  )
  const figures = { one: figuresOf(first), two: figuresOf(second), echo: figuresOf(baseline) }
  console.log(JSON.stringify({ bench: 'turn', ...options, ...figures, ratio }))
}

async function benchCluster(options: TurnFlags, tool: Tool): Promise<void> {
  await buildServer()
  say('starting the product with 1 web + 1 worker, and with 2 + 2')
  const two = await startProduct('two', tool)
  const four = await startProduct('four', tool)
  const texts = await answerableTexts(two)
  const rows = await measure([two, four], texts, options)
  printRows(rows)
  const [small, large] = rows
  if (!small || !large) throw new Error('Nothing was measured')
  const kept = { two: await keptOf(two.store, two.ledger), four: await keptOf(four.store, four.ledger) }
  const ratio = ratioOf(large, small)
  console.log(
    `\n2 + 2 / 1 + 1: CPU a turn ${ratio.cpuPerTurn}, turns/s ${ratio.turnsPerSecond}\n` +
      `acknowledged, lost, doubled, misordered: ${Object.values(kept.two).join(', ')} and ${Object.values(kept.four).join(', ')}`,
  )
  const figures = { two: figuresOf(small), four: figuresOf(large) }
  console.log(JSON.stringify({ bench: 'cluster', ...options, ...figures, ratio, kept }))
}

async function benchEcho(options: TurnFlags, tool: Tool): Promise<void> {
  const rows = await measure([await startBaseline(tool)], PLAIN_TEXTS, options)
  printRows(rows)
  const [echo] = rows
  if (echo) console.log(JSON.stringify({ bench: 'echo', ...options, echo: figuresOf(echo) }))
}
