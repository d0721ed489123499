import { createRandom } from '../../../server/src/demo/random.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import { buildServer } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { arrivalTimes } from '../arrivals.ts'
import { startBaseline } from '../baseline.ts'
import type { Client, Contender } from '../contender.ts'
import { keptOf } from '../kept.ts'
import { runLoad } from '../load.ts'
import { startProduct } from '../product.ts'
import { say } from '../say.ts'
import { answerableTexts } from '../texts.ts'
import { figuresOf } from './figures.ts'
import { report } from './report.ts'
import { type AckRound, runRound, type Said } from './rounds.ts'
import { slowness, slowText } from './slow-text.ts'

/** Of the saturation that was found. */
const SHARE = 0.4
/** Enough that one is always free: whoever waits for another's answer would not come when it is their time. */
const CUSTOMERS = 200
const SLOW_MS = 200
/** What slow turns may take of the worker's time. With more of them it is saturated, whatever the rate is a share of. */
const SLOW_SHARE = 0.3
const SLOW_EVERY_AT_LEAST = 10
const OPENED_AT_A_TIME = 10

interface Options {
  seconds: number
  threads: number
  repeats: number
  seed: number
}

/** How soon a message is acknowledged at two fifths of the load that the product can take, while slow turns run. */
export async function benchAck(options: Options, tool: Tool): Promise<void> {
  const { seconds, threads, repeats, seed } = options
  await buildServer()
  say('starting the product, web + worker, and the echo')
  const product = await startProduct('two', tool, { settings: slowness(SLOW_MS) })
  const echo = await startBaseline(tool)
  say('finding texts that the bot answers')
  const texts = await answerableTexts(product)
  const clients = new Map<Contender, Client[]>()
  for (const contender of [product, echo]) clients.set(contender, await openClients(contender))
  say(`${texts.length} texts; ${threads} threads for ${seconds} s find the saturation`)
  const full = await runLoad(product, clients.get(product)?.slice(0, threads) ?? [], texts, {
    seconds,
  })
  const rate = full.perSecond * SHARE
  say(
    `${full.perSecond.toFixed(1)} turns/s; ${repeats} rounds of ${seconds} s at ${rate.toFixed(1)}, in turns`,
  )
  const slowEvery = Math.max(SLOW_EVERY_AT_LEAST, Math.ceil((rate * SLOW_MS) / 1000 / SLOW_SHARE))
  let slowOnes = 0
  const textAt = (index: number): Said =>
    index % slowEvery === slowEvery - 1
      ? { text: slowText(texts, slowOnes++), slow: true }
      : { text: texts[(index * 7) % texts.length] ?? '', slow: false }
  const random = createRandom(seed)
  const rounds = new Map<Contender, AckRound[]>([
    [product, []],
    [echo, []],
  ])
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const times = arrivalTimes(random, rate, seconds)
    for (const [contender, done] of rounds) {
      done.push(await runRound(contender, clients.get(contender) ?? [], { times, textAt }))
      say(`${repeat}/${repeats} ${contender.name}: ${times.length} messages`)
    }
  }
  for (const one of clients.values()) for (const client of one) client.close()
  const kept = await keptOf(product.store, product.ledger)
  const of = (contender: Contender) => figuresOf(rounds.get(contender) ?? [])
  report(
    { saturation: full.perSecond, rate, product: of(product), echo: of(echo), kept },
    { ...options, slowEvery, slowMs: SLOW_MS },
  )
}

function openClients(contender: Contender): Promise<Client[]> {
  const numbers = Array.from({ length: CUSTOMERS }, (_, number) => number)
  return inParallel(numbers, OPENED_AT_A_TIME, (number) => contender.openClient(number))
}
