import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Committed } from './conversations/commit.ts'
import type { Threads } from './conversations/thread.ts'
import type { EventBody } from './ingest/event.ts'
import type { Logger } from './log.ts'
import { ownFilter } from './storage/own-filter.ts'

const LOG_MS = 60_000
const CAP = 9999

/** What the product measures of itself. Labels are words of the contract: never a text, never an id. */
export interface Metrics {
  accepted(kind: EventBody['kind'], duplicate: boolean): void
  /** Reads turns, handoffs and parked events off what was committed: each is counted where it became true. */
  committed(committed: Committed): void
  /** From the acknowledgement of the first message of a turn to its commit. */
  turnTook(seconds: number): void
  drained(result: 'done' | 'more' | 'busy' | 'idle' | 'failed'): void
  /** The sweep found work whose ring was lost or came late, and did it. */
  rescued(what: 'thread' | 'action'): void
  /** Gauges that are counted when they are read. */
  watchThreads(threads: Threads): void
  watchSockets(counts: Readonly<Record<'widget' | 'console', () => number>>): void
}

export function createMetrics(registry: Registry): Metrics {
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const accepted = counter('parley_events_accepted_total', 'Events that were acknowledged.', [
    'kind',
    'duplicate',
  ])
  const turns = counter('parley_turns_total', 'Turns by what the bot decided.', ['decision', 'language'])
  const handoffs = counter('parley_handoffs_total', 'Conversations that the bot gave to people.', ['reason'])
  const parked = counter('parley_events_parked_total', 'Events set aside because handling them failed.', [])
  const drains = counter('parley_drains_total', 'Drains of a thread by how they ended.', ['result'])
  const rescues = counter(
    'parley_sweep_rescues_total',
    'Work that the sweep found and that was still to be done.',
    ['what'],
  )
  const seconds = new Histogram({
    name: 'parley_turn_seconds',
    help: 'From the acknowledgement of a message to the commit of its turn.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  })
  return {
    accepted: (kind, duplicate) => accepted.inc({ kind, duplicate: String(duplicate) }),
    committed({ thread, entries }) {
      for (const { kind, facts } of entries) {
        if (kind === 'handoff') handoffs.inc({ reason: facts?.reason ?? 'unknown' })
        if (kind === 'parked') parked.inc()
      }
      const decision = decisionOf(entries)
      if (decision) turns.inc({ decision, language: thread.language ?? 'unknown' })
    },
    turnTook: (took) => seconds.observe(Math.max(0, took)),
    drained: (result) => drains.inc({ result }),
    rescued: (what) => rescues.inc({ what }),
    watchThreads: (threads) => watchThreads(registry, threads),
    watchSockets: (counts) => watchSockets(registry, counts),
  }
}

/** A turn on which the bot had nothing to say commits no decision, only what it understood. */
function decisionOf(entries: Committed['entries']): string | undefined {
  const decided = entries.find(({ kind }) => kind === 'decision')?.facts?.decision
  return decided ?? (entries.some(({ kind }) => kind === 'understanding') ? 'silent' : undefined)
}

function watchThreads(registry: Registry, threads: Threads): void {
  const gauge = (name: string, help: string, filter: Record<string, unknown>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // A store that is away must not take the other measures with it: the last number stays.
        const count = await threads
          .countDocuments(ownFilter(filter))
          .limit(CAP)
          .catch(() => undefined)
        if (count !== undefined) this.set(count)
      },
    })
  gauge('parley_conversations_waiting', 'Conversations that wait for a person.', {
    control: 'requested',
    status: 'open',
  })
  gauge('parley_offers_open', 'Offers that an agent has not answered yet.', {
    'offer.agent': { $exists: true },
  })
}

function watchSockets(registry: Registry, counts: Readonly<Record<string, () => number>>): void {
  new Gauge({
    name: 'parley_live_sockets',
    help: 'Live connections of this process.',
    labelNames: ['namespace'],
    registers: [registry],
    collect() {
      for (const [namespace, count] of Object.entries(counts)) this.set({ namespace }, count())
    },
  })
}

/** A process that serves no HTTP has its measures in its log, once a minute. */
export function logMetrics(registry: Registry, log: Logger): { stop: () => void } {
  const write = async () => {
    const values: Record<string, number> = {}
    for (const { name, values: series } of await registry.getMetricsAsJSON()) {
      for (const { labels, value } of series) {
        // The buckets of a histogram are of use to a database of series only.
        if ('le' in labels) continue
        const words = Object.values(labels).join('.')
        values[words ? `${name}.${words}` : name] = value
      }
    }
    log.info({ event: 'metrics', values })
  }
  const timer = setInterval(() => {
    write().catch((err: unknown) => log.warn({ event: 'metrics.failed', err }))
  }, LOG_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
