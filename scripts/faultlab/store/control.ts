import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { launchStore, verifyStore } from '@parley/embedded-store'
import { open } from 'lmdb'
import mongoose from 'mongoose'
import { storeEntry } from '../../lib/stack.ts'
import { History } from './history.ts'

const WRITERS = 8
const LAST_WORDS_MS = 500
const INDEX_ENTRIES = 0x20

export interface ControlOutcome {
  /** Writes that were called done before the store had said so, and that a kill took. */
  readonly lost: number
  /** What `verify` says of a file from which an index entry was taken. */
  readonly inconsistent: number
}

/** The same judgement on a client that does it wrong, and on a file that is wrong: both have to be seen. */
export async function runControl(dir: string): Promise<ControlOutcome> {
  const lost = await naiveClient(dir)
  await takeIndexEntry(dir)
  const { problemCount } = await verifyStore({ dir })
  return { lost, inconsistent: problemCount }
}

/** Takes a write for done when it is on its way: no answer is asked for. */
async function naiveClient(dir: string): Promise<number> {
  const history = new History()
  const store = await launchStore({ dir, entry: storeEntry })
  const client = await new mongoose.mongo.MongoClient(store.uri, {
    writeConcern: { w: 0 },
    serverSelectionTimeoutMS: 2000,
  }).connect()
  const rows = client.db('control').collection<{ _id: string }>('rows')
  await rows.insertOne({ _id: 'first' }, { writeConcern: { w: 1 } })
  let running = true
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let step = 1; running; step += 1) {
      const _id = `${writer}-${step}`
      await rows.insertOne({ _id }).catch(() => undefined)
      history.acknowledged({ writer, ids: [_id], effect: 'present' })
      // Nothing is waited for, so nothing else would ever run.
      await nextTurn()
    }
  })
  await delay(400)
  const gone = once(store.process, 'exit')
  store.process.kill('SIGKILL')
  running = false
  await gone
  // What was being sent when the store died, and the driver's own farewell, may wait for a socket that nobody reads.
  await Promise.race([Promise.all(writers), delay(LAST_WORDS_MS)])
  await Promise.race([client.close(), delay(LAST_WORDS_MS)])
  return lostOf(history, dir)
}

async function lostOf(history: History, dir: string): Promise<number> {
  const store = await launchStore({ dir, entry: storeEntry })
  const client = await new mongoose.mongo.MongoClient(store.uri).connect()
  const rows = await client.db('control').collection<{ _id: string }>('rows').find({}).toArray()
  await client.close()
  await store.stop()
  return history.judge({ ids: new Map(rows.map(({ _id }) => [_id, 1])), counters: new Map() }).lost.length
}

async function takeIndexEntry(dir: string): Promise<void> {
  const db = open<Buffer, Buffer>({
    path: join(dir, 'data.lmdb'),
    keyEncoding: 'binary',
    encoding: 'binary',
  })
  const [entry] = Array.from(
    db.getKeys({ start: Buffer.of(INDEX_ENTRIES), end: Buffer.of(INDEX_ENTRIES + 1), limit: 1 }),
  )
  if (entry) await db.remove(entry)
  await db.close()
}
