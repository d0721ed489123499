import { once } from 'node:events'
import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type LaunchedStore, launchStore, verifyStore } from '@parley/embedded-store'
import { createRandom, type Random } from '../../../server/src/demo/random.ts'
import { storeEntry } from '../../lib/stack.ts'
import { type Found, History } from './history.ts'
import {
  COUNTERS,
  connect,
  DATABASE,
  type Pending,
  ROWS,
  type Row,
  settle,
  writeUntilKilled,
} from './writers.ts'

export interface StoreRun {
  readonly dir: string
  readonly seed: number
  readonly kills: number
  readonly writers: number
  readonly onKill?: (kill: number, accepted: number) => void
}

export interface StoreOutcome {
  readonly faults: number
  readonly accepted: number
  readonly documents: number
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  /** What `verify` said of indexes and counts after a kill. */
  readonly inconsistent: readonly string[]
  /** ms from the start of the process until it answers again, with what was written before. */
  readonly recoveryMs: readonly number[]
}

const SHORTEST_MS = 150
const LONGEST_MS = 900
const DURING_START = 0.2

/** Kills the store among journaled writers, again and again, looks through the file each time, and judges at the end. */
export async function runStoreKills(run: StoreRun): Promise<StoreOutcome> {
  const random = createRandom(run.seed)
  const history = new History()
  const pending = new Map<number, Pending>()
  const inconsistent: string[] = []
  const recoveryMs: number[] = []
  for (let round = 1; round <= run.kills; round += 1) {
    if (round > 1 && random.chance(DURING_START)) await killDuringStart(run.dir, random)
    const { store, ms } = await start(run.dir)
    recoveryMs.push(ms)
    await prepare(store)
    // All of them before the kill: on a busy machine some would else be killed at the door, and none would write.
    const clients = await Promise.all(Array.from({ length: run.writers }, () => connect(store.uri)))
    const writers = clients.map((client, writer) =>
      writeUntilKilled(client, { history, random: random.next, round, writer, pending }),
    )
    await delay(random.whole(SHORTEST_MS, LONGEST_MS))
    await kill(store)
    await Promise.all(writers)
    const { problems } = await verifyStore({ dir: run.dir })
    inconsistent.push(...problems.map((problem) => `after kill ${round}: ${problem}`))
    run.onKill?.(round, history.accepted)
  }
  const { store, ms } = await start(run.dir)
  recoveryMs.push(ms)
  await settle(store.uri, { history, random: random.next, round: run.kills + 1, pending })
  const found = await readBack(store.uri)
  await store.stop()
  const documents = found.ids.size
  return {
    faults: run.kills,
    accepted: history.accepted + sum(found.counters),
    documents,
    ...history.judge(found),
    inconsistent,
    recoveryMs,
  }
}

async function start(dir: string): Promise<{ store: LaunchedStore; ms: number }> {
  const started = performance.now()
  const store = await launchStore({ dir, entry: storeEntry })
  const client = await connect(store.uri)
  await client.db(DATABASE).collection(ROWS).findOne({})
  await client.close()
  return { store, ms: performance.now() - started }
}

async function prepare(store: LaunchedStore): Promise<void> {
  const client = await connect(store.uri)
  const rows = client.db(DATABASE).collection(ROWS)
  await rows.createIndex({ tag: 1, n: -1 })
  await rows.createIndex({ list: 1 })
  await client.close()
}

async function kill({ process: child }: LaunchedStore): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** A start that is killed at any moment of it. */
async function killDuringStart(dir: string, random: Random): Promise<void> {
  const starting = launchStore({ dir, entry: storeEntry }).catch(() => undefined)
  await delay(random.whole(50, 600))
  try {
    const [pid] = readlinkSync(join(dir, 'store.lock')).split(' ')
    process.kill(Number(pid), 'SIGKILL')
  } catch {
    // It had not come as far as its lock; then it is left to start, and killed then.
  }
  const store = await starting
  if (store && store.process.exitCode === null && store.process.signalCode === null) await kill(store)
}

/** Without an index, so that what the indexes say cannot hide what is missing. */
async function readBack(uri: string): Promise<Found> {
  const client = await connect(uri)
  const db = client.db(DATABASE)
  const ids = new Map<string, number>()
  const rows = db.collection<Row>(ROWS).find({}, { hint: { $natural: 1 }, projection: { _id: 1 } })
  for await (const { _id } of rows) ids.set(_id, (ids.get(_id) ?? 0) + 1)
  const counters = await db.collection<{ _id: string; n: number }>(COUNTERS).find({}).toArray()
  await client.close()
  return { ids, counters: new Map(counters.map(({ _id, n }) => [_id, n])) }
}

function sum(counters: ReadonlyMap<string, number>): number {
  return [...counters.values()].reduce((total, value) => total + value, 0)
}
