import { describeLoad } from '../../lib/cpu-meter.ts'
import { openProductStore } from '../../lib/product-store.ts'
import { seedCustomers, widgetTokenOf } from '../../lib/seed-customers.ts'
import { seedShop } from '../../lib/seed-shop.ts'
import { buildServer, type Stack, startStack } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { createApi } from '../../replay/api.ts'
import { hireAgents } from '../../replay/team.ts'
import type { ClientPlan } from '../live/crowd-contract.ts'
import { demandFiles } from '../live/file-limit.ts'
import { openGauges } from '../live/gauges.ts'
import { startBare } from '../live/start-bare.ts'
import { startCrowd } from '../live/start-crowd.ts'
import { say } from '../say.ts'
import { figuresOf } from './figures.ts'
import { type Holder, measureHeld } from './measure.ts'
import { report } from './report.ts'

const MESSAGES = 4
const AGENTS = 20
const IDLE_SECONDS = 15

/** Memory and CPU of connections that are held: widgets and consoles of the product, beside bare Socket.IO. */
export async function benchConnections(
  { clients, consoles }: { clients: number; consoles: number },
  tool: Tool,
): Promise<void> {
  demandFiles(Math.max(clients, consoles))
  await buildServer()
  const gauges = await openGauges(tool)
  say('starting the product and a bare server')
  const shape = { name: 'bench-connections', web: 1, worker: 1, seed: seedShop, settings: gauges.settings }
  const stack = await startStack({ ...shape, defer: tool.defer })
  say(`making ${clients.toLocaleString('en')} customers with ${MESSAGES} messages each`)
  const plans = await planClients(stack, { clients, consoles })
  const bare = await startBare('bare', gauges, tool)
  const product = productOf(stack)
  const holders: Holder[] = [
    { ...product, name: 'widgets', clients: plans.widgets },
    { ...product, name: 'consoles', clients: plans.consoles },
    { name: 'bare Socket.IO', url: bare.url, pid: bare.pid, processes: [bare], clients: plans.bare },
  ]
  const rows = []
  for (const holder of holders) {
    say(
      `${holder.name}: ${holder.clients.length.toLocaleString('en')} come, stay for ${IDLE_SECONDS} s and go`,
    )
    const crowd = await startCrowd('clients', tool)
    const held = await measureHeld(holder, { crowd, gauges, idleSeconds: IDLE_SECONDS })
    const counted = holder.processes.map(({ name }) => name)
    rows.push({ name: holder.name, figures: figuresOf(held, counted), load: describeLoad(held.connecting) })
  }
  report(rows)
}

function productOf({ parts, urls: [url = ''] }: Stack): Pick<Holder, 'url' | 'pid' | 'processes'> {
  const web = parts.find(({ kind }) => kind === 'web')
  if (!web) throw new Error('There is no web process')
  return { url, pid: () => web.pid(), processes: parts }
}

/** So many widgets of as many customers, consoles of some agents with many tabs each, and clients that only listen. */
async function planClients(stack: Stack, counts: { clients: number; consoles: number }) {
  const { clients: count } = counts
  const { masterKey, urls } = stack
  const store = await openProductStore(stack)
  const crowd = { from: 0, to: count, messages: MESSAGES, state: 'with a person', now: Date.now() } as const
  await seedCustomers({ store, masterKey }, crowd)
  const logins = await hireAgents(store, AGENTS)
  await store.close()
  const cookies: string[] = []
  for (const login of logins) {
    const api = createApi(urls[0] ?? '')
    await api.surely('POST', '/api/session', login)
    cookies.push(api.cookie())
  }
  const numbers = Array.from({ length: count }, (_, number) => number)
  const widgets = await Promise.all(
    numbers.map(async (number): Promise<ClientPlan> => {
      const { token } = await widgetTokenOf(masterKey, number)
      return { as: { widget: { token } }, home: 0 }
    }),
  )
  const consoles = Array.from(
    { length: counts.consoles },
    (_, number): ClientPlan => ({ as: { console: { cookie: cookies[number % AGENTS] ?? '' } }, home: 0 }),
  )
  const bare = numbers.map((number): ClientPlan => ({ as: { bare: { room: `room-${number}` } }, home: 0 }))
  return { widgets, consoles, bare }
}
