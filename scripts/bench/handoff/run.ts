import { setTimeout as delay } from 'node:timers/promises'
import { createRandom, type Random } from '../../../server/src/demo/random.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { buildServer } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { untilQuiet } from '../../replay/record.ts'
import { arrivalTimes } from '../arrivals.ts'
import type { ClientPlan } from '../live/crowd-contract.ts'
import { demandFiles } from '../live/file-limit.ts'
import { openGauges } from '../live/gauges.ts'
import { type BareServer, startBare } from '../live/start-bare.ts'
import { type Crowd, startCrowd } from '../live/start-crowd.ts'
import { type Product, startProduct } from '../product.ts'
import { say } from '../say.ts'
import { openAsker } from './askers.ts'
import { fillDesk, readOffers } from './desk.ts'
import { figuresOf, type HandoffFigures } from './figures.ts'
import { type Asked, judgeMessages, judgeOffers } from './judge.ts'
import { report } from './report.ts'
import { askAtTimes, idleFor, type Round, saturate, sendAtTimes } from './rounds.ts'

/** Of the saturation that was found. */
const SHARE = 0.4
const IDLE_SECONDS = 10
const OPENED_AT_A_TIME = 10
const SETTLE_MS = 2000
/** After a first handoff: each agent's own numbers are counted once, which belongs to their coming. */
const WARM_MS = 20_000
const TEXTS = ['a person, please', '转人工']

interface Options {
  seconds: number
  consoles: number
  threads: number
  repeats: number
  seed: number
}

/** How soon who asks for a person is on the right console among many, beside a message through bare Socket.IO. */
export async function benchHandoff(options: Options, tool: Tool): Promise<void> {
  const { consoles, seed } = options
  demandFiles(consoles)
  await buildServer()
  say('starting the product, web + worker, and the bare server')
  const product = await startProduct('two', tool)
  const bare = await startBare('bare', await openGauges(tool), tool)
  const one = await measureProduct(product, options, tool)
  const random = createRandom(seed)
  const other = await measureBare(bare, { ...options, rate: one.rate, random }, tool)
  report({ consoles, ...one, bare: other }, { ...options })
}

async function measureProduct(
  product: Product,
  { seconds, consoles, threads, repeats, seed }: Options,
  tool: Tool,
): Promise<{ saturation: number; rate: number; product: HandoffFigures }> {
  const { url, store } = product
  say(`${consoles.toLocaleString('en')} agents come to their desks`)
  const desk = await fillDesk(store, consoles)
  const crowd = await startCrowd('consoles', tool)
  const plans = desk.map(({ cookie }): ClientPlan => ({ as: { agent: { cookie } }, home: 0 }))
  await crowd.connect([url], plans)
  const processes = [...product.processes, crowd]
  const numbers = Array.from({ length: threads * 2 }, (_, number) => number)
  const askers = await inParallel(numbers, OPENED_AT_A_TIME, (number) => openAsker(url, number))
  const first = await askers[0]?.ask(TEXTS[0] ?? '', performance.now())
  await delay(WARM_MS)
  const idle = await idleFor(IDLE_SECONDS, processes)
  say(`${threads} customers ask again and again for ${seconds} s`)
  const full = await saturate(askers.slice(0, threads), TEXTS, seconds)
  const rate = full.perSecond * SHARE
  say(`${full.perSecond.toFixed(1)} handoffs/s; ${repeats} rounds of ${seconds} s at ${rate.toFixed(1)}`)
  const random = createRandom(seed)
  const rounds: (Round & { asked: readonly Asked[] })[] = []
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const times = arrivalTimes(random, rate, seconds)
    rounds.push(await askAtTimes(askers, { times, texts: TEXTS, processes }))
    say(`${repeat}/${repeats}: ${times.length} handoffs`)
  }
  const threadIds = askers.map(({ thread }) => thread)
  for (const asker of askers) asker.close()
  await untilQuiet(store, threadIds)
  const shown = (await crowd.heard()).map(({ client, of, at }) => ({
    agent: desk[client]?.agent ?? '',
    thread: of,
    at,
  }))
  const offered = await readOffers(store, threadIds)
  const all = judgeOffers(
    [...(first ? [first] : []), ...full.asked, ...rounds.flatMap(({ asked }) => asked)],
    shown,
    offered,
  )
  const inRounds = judgeOffers(
    rounds.flatMap(({ asked }) => asked),
    shown,
    offered,
  )
  await crowd.close()
  const counted = product.processes.map(({ name }) => name)
  // Right or wrong is asked of all; how long it took, of what came at its own time.
  const judged = { ...all, times: inRounds.times }
  return { saturation: full.perSecond, rate, product: figuresOf({ rounds, idle, judged }, counted) }
}

async function measureBare(
  bare: BareServer,
  options: Options & { rate: number; random: Random },
  tool: Tool,
): Promise<HandoffFigures> {
  const { consoles, rate, random, seconds, repeats } = options
  say('the same through bare Socket.IO')
  const crowd: Crowd = await startCrowd('clients', tool)
  const rooms = Array.from({ length: consoles }, (_, number) => `room-${number}`)
  await crowd.connect(
    [bare.url],
    rooms.map((room): ClientPlan => ({ as: { bare: { room } }, home: 0 })),
  )
  const processes = [bare, crowd]
  await delay(SETTLE_MS)
  const idle = await idleFor(IDLE_SECONDS, processes)
  const sent = new Map<string, { client: number; at: number }>()
  const send = async (_index: number, due: number): Promise<void> => {
    const client = random.whole(0, consoles - 1)
    const id = `message-${sent.size}`
    sent.set(id, { client, at: Date.now() - (performance.now() - due) })
    const answer = await fetch(`${bare.url}/?room=${rooms[client]}&id=${id}`)
    await answer.text()
  }
  const rounds: Round[] = []
  for (let repeat = 1; repeat <= repeats; repeat++)
    rounds.push(await sendAtTimes(send, { times: arrivalTimes(random, rate, seconds), processes }))
  await delay(SETTLE_MS)
  const judged = judgeMessages(sent, await crowd.heard())
  await crowd.close()
  return figuresOf({ rounds, idle, judged }, [bare.name])
}
