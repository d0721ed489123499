import { createRandom } from '../../../server/src/demo/random.ts'
import { openProductStore } from '../../lib/product-store.ts'
import { seedCustomers, widgetTokenOf } from '../../lib/seed-customers.ts'
import { seedShop } from '../../lib/seed-shop.ts'
import { buildServer, startStack } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { openWidgetOf } from '../../lib/widget-client.ts'
import type { ClientPlan } from '../live/crowd-contract.ts'
import { demandFiles } from '../live/file-limit.ts'
import { openGauges } from '../live/gauges.ts'
import { startBare } from '../live/start-bare.ts'
import { startCrowd } from '../live/start-crowd.ts'
import { say } from '../say.ts'
import { report } from './report.ts'
import { type Ridden, rideStorm, type Weather } from './ride.ts'

const HISTORY = 4
const MESSAGES = 200

interface Options {
  clients: number
  seed: number
}

/** All clients of a web process that is killed with -9 come back at once to the other; beside it bare Socket.IO. */
export async function benchStorm({ clients, seed }: Options, tool: Tool): Promise<void> {
  demandFiles(clients)
  await buildServer()
  say('starting two web processes, and two bare servers')
  const weathers = [await bareWeather(clients, tool), await productWeather(clients, tool)]
  const ridden: Ridden[] = []
  for (const weather of weathers) {
    say(`${weather.name}: ${clients.toLocaleString('en')} connect to the first; then it is killed`)
    const crowd = await startCrowd('clients', tool)
    ridden.push(await rideStorm(weather, { crowd, random: createRandom(seed), messages: MESSAGES }))
    await crowd.close()
  }
  report(ridden, seed)
}

async function productWeather(count: number, tool: Tool): Promise<Weather> {
  const stack = await startStack({
    name: 'bench-storm',
    web: 2,
    worker: 1,
    seed: seedShop,
    defer: tool.defer,
  })
  const { masterKey, parts } = stack
  const store = await openProductStore(stack)
  await seedCustomers(
    { store, masterKey },
    { from: 0, to: count, messages: HISTORY, state: 'with a person', now: Date.now() },
  )
  await store.close()
  const first = parts.find(({ name }) => name === 'web-1')
  if (!first) throw new Error('There is no web-1')
  const numbers = Array.from({ length: count }, (_, number) => number)
  const tokens = await Promise.all(numbers.map((number) => widgetTokenOf(masterKey, number)))
  return {
    name: 'product',
    urls: stack.urls,
    survivors: parts.filter((part) => part !== first),
    clients: tokens.map(({ token }): ClientPlan => ({ as: { widget: { token } }, home: 0 })),
    kill: () => first.kill(),
    async write(client, id) {
      // Another tab of the same customer, at the process that goes on.
      const { token = '', thread = '' } = tokens[client] ?? {}
      const tab = openWidgetOf(stack.urls[1] ?? '', { token, thread })
      await tab.deliver({ id, n: Date.now(), text: 'and what about my other order?' })
      tab.close()
    },
  }
}

async function bareWeather(count: number, tool: Tool): Promise<Weather> {
  const gauges = await openGauges(tool)
  const servers = [await startBare('bare-1', gauges, tool), await startBare('bare-2', gauges, tool)] as const
  return {
    name: 'bare Socket.IO',
    urls: servers.map(({ url }) => url),
    survivors: [servers[1]],
    clients: Array.from({ length: count }, (_, number) => ({
      as: { bare: { room: `room-${number}` } },
      home: 0,
    })),
    kill: () => servers[0].kill(),
    async write(client, id) {
      const answer = await fetch(`${servers[1].url}/?room=room-${client}&id=${id}`)
      await answer.text()
    },
  }
}
