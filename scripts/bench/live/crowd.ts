/**
 * A crowd of clients in a process of its own, so that neither their CPU nor their memory is the server's. It is forked by
 * `startCrowd` and does what it is asked for over the channel.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { type CrowdClient, openCrowdClient } from './crowd-client.ts'
import type { CrowdAnswer, CrowdAsks, CrowdRequest } from './crowd-contract.ts'

const LOOK_MS = 5

const clients: CrowdClient[] = []
const does: {
  [Name in keyof CrowdAsks]: (ask: CrowdAsks[Name]['ask']) => Promise<CrowdAsks[Name]['answer']>
} = {
  async connect({ urls, clients: plans, atATime }) {
    for (const [opened, plan] of plans.entries()) {
      // So many at a time: an arrival is measured, not a storm.
      while (opened - upCount() >= atATime) await delay(LOOK_MS)
      clients.push(openCrowdClient(urls, plan))
    }
    while (upCount() < clients.length) await delay(LOOK_MS)
    return null
  },
  async standing() {
    const since = clients.flatMap((client) => client.since() ?? [])
    return { up: since.length, since }
  },
  shown: async () => clients.map((client) => client.shown()),
  heard: async () => clients.flatMap((one, client) => one.heard().map((what) => ({ client, ...what }))),
  async say({ client, ...message }) {
    await clients[client]?.say(message)
    return null
  },
  async close() {
    for (const client of clients.splice(0)) client.close()
    return null
  },
}

function upCount(): number {
  return clients.reduce((count, client) => count + (client.since() === undefined ? 0 : 1), 0)
}

async function serve({ serial, name, ask }: CrowdRequest): Promise<CrowdAnswer> {
  try {
    const work = does[name] as (ask: unknown) => Promise<unknown>
    return { serial, answer: await work(ask) }
  } catch (error) {
    return { serial, error: String(error) }
  }
}

process.on('message', (request: CrowdRequest) => {
  void serve(request).then((answer) => process.send?.(answer))
})
// Whoever asked is gone: so is the crowd.
process.on('disconnect', () => process.exit(0))
