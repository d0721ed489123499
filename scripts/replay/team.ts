import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { hashPassword } from '../../server/src/agents/passwords.ts'
import type { Entry, Row } from '../../server/src/contract/index.ts'
import { createRandom, type Random } from '../../server/src/demo/random.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { UsageError } from '../lib/tool.ts'
import { type DeskAgent, type Login, openDesk } from './agent.ts'
import type { Ledger } from './ledger.ts'
import { createService, type Service } from './serve-thread.ts'

const QUEUES = ['orders', 'returns', 'billing', 'product', 'general']
const CAPACITY = 8
const HAND_BACKS = 0.15
/** An event that comes so soon after the list was only overtaken by it, on a machine that is busy. */
const OVERTAKEN_MS = 1000

export interface ConsoleLog {
  thread: string
  agent: string
  shown: readonly Entry[]
}

export interface Team {
  readonly consoles: readonly ConsoleLog[]
  /** Of the conversations that were taken: found by an event, or only by asking for the list. */
  readonly found: Readonly<{ event: number; asked: number }>
  /** Waits until nobody serves anybody. */
  idle(): Promise<void>
  close(): void
}

/** Agents with every skill and both languages, made in the store with the product's own model. */
export async function hireAgents(store: ProductStore, count: number): Promise<Login[]> {
  const password = 'measuring-agents-only'
  const passwordHash = await hashPassword(password)
  const people = Array.from({ length: count }, (_, index) => ({
    email: `measuring-${index + 1}@example.com`,
    name: `Measuring ${index + 1}`,
    role: 'agent' as const,
    queues: QUEUES,
    languages: ['en' as const, 'zh' as const],
    capacity: CAPACITY,
    passwordHash,
  }))
  await store.users.insertMany(people)
  return people.map(({ email }) => ({ email, password }))
}

/** How many agents it takes so that nobody waits for capacity. */
export function agentsFor(concurrency: number): number {
  return Math.max(2, Math.ceil((concurrency * 1.5) / CAPACITY))
}

const Logins = z.array(z.object({ email: z.string(), password: z.string(), role: z.string().optional() }))

/** @throws UsageError for a file that is no list of logins */
export async function readLogins(file: string): Promise<Login[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  let logins: Login[] = []
  try {
    logins = Logins.parse(JSON.parse(text))
      .filter(({ role }) => role === undefined || role === 'agent')
      .map(({ email, password }) => ({ email, password }))
  } catch {
    // The sentence below says it.
  }
  if (logins.length === 0)
    throw new UsageError(`--agents ${file} must be a JSON list of {"email", "password"} of agents.`)
  return logins
}

/** Signs everybody in and serves whatever is offered to them. */
export async function startTeam(deps: {
  urls: readonly string[]
  logins: readonly Login[]
  seed: number
  ledger: Ledger
}): Promise<Team> {
  const consoles: ConsoleLog[] = []
  const found = { event: 0, asked: 0 }
  const told = new Set<string>()
  /** By what an agent learnt of a conversation. */
  const learntBy = async (key: string, how: 'event' | 'asked'): Promise<'event' | 'asked'> => {
    if (how === 'asked') await delay(OVERTAKEN_MS)
    return told.has(key) ? 'event' : how
  }
  const running = new Set<Promise<unknown>>()
  const served = new Set<string>()
  const desks = await Promise.all(
    deps.logins.map(async (login, index) => {
      const random = createRandom(deps.seed * 1000 + index)
      const services = new Map<string, Service>()
      const url = deps.urls[index % deps.urls.length] ?? ''
      const agent: DeskAgent = await openDesk(url, login, {
        onRow: (row, how) => onRow(row, how),
        onEntries: (event) => services.get(event.thread)?.entries(event),
        onRefused: ({ clientId }) => deps.ledger.returned(clientId),
        onConnect: () => {
          for (const service of services.values()) service.reconnected()
        },
      })
      const onRow = (row: Row, how: 'event' | 'asked'): void => {
        const key = `${agent.id} ${row.id} ${row.epoch}`
        if (how === 'event') told.add(key)
        if (!deps.ledger.isOurs(row.id) || !concerns(row, agent.id) || services.has(row.id)) return
        const service = createService({
          ...deps,
          agent,
          thread: row.id,
          random,
          plan: planFor(row, random, served),
        })
        services.set(row.id, service)
        const learnt = learntBy(key, how)
        const work = service.run(row).then(async (taken) => {
          if (!taken) return
          consoles.push({ thread: row.id, agent: agent.id, shown: service.shown })
          found[await learnt]++
        })
        running.add(work)
        void work
          .catch((error: unknown) => console.error(error))
          .finally(() => {
            services.delete(row.id)
            running.delete(work)
          })
      }
      return agent
    }),
  )
  return {
    consoles,
    found,
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
    close() {
      for (const desk of desks) desk.close()
    },
  }
}

/** Offered to this agent, or owned without being served: an accept whose answer got lost. */
function concerns(row: Row, agent: string): boolean {
  if (row.status === 'closed') return false
  if (row.control === 'requested') return row.offer?.agent === agent
  return row.control === 'agent' && row.agent?.id === agent
}

function planFor(row: Row, random: Random, served: Set<string>): 'wrap_up' | 'hand_back' {
  const again = served.has(row.id)
  served.add(row.id)
  return !again && random.chance(HAND_BACKS) ? 'hand_back' : 'wrap_up'
}
