import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchStore } from '@parley/embedded-store'
import mongoose from 'mongoose'
import { describeLoad, startCpuMeter } from '../../lib/cpu-meter.ts'
import { rssAnonMb } from '../../lib/proc.ts'
import { buildServer, storeEntry } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { say } from '../say.ts'
import { fill } from './dataset.ts'
import { measureLongWork } from './long-work.ts'
import { measureOperations } from './operations.ts'
import { measureRaw } from './raw.ts'
import { report } from './report.ts'

const DOCUMENTS = 200_000
const WRITERS = 50
/** Of a ticket, besides `_id`. */
const INDEXES = 2
const TICKET_BYTES = 330

/** The embedded store beside what limits it: a ping over the same wire, and LMDB itself. CPU is of the store's process. */
export async function benchStore({ repeats }: { repeats: number }, tool: Tool): Promise<void> {
  await buildServer()
  say('measuring LMDB itself')
  const raw = await measureRaw({ writers: WRITERS, indexes: INDEXES, valueBytes: TICKET_BYTES })
  const dir = await mkdtemp(join(tmpdir(), 'parley-bench-store-'))
  tool.defer(() => rm(dir, { recursive: true, force: true }))
  const store = await launchStore({ dir, entry: storeEntry })
  tool.defer(() => store.stop())
  const client = await new mongoose.mongo.MongoClient(store.uri, { maxPoolSize: 100 }).connect()
  tool.defer(() => client.close())
  const db = client.db('bench')
  say(`filling in ${DOCUMENTS} documents`)
  const tickets = await fill(db, 'tickets', DOCUMENTS)
  const stopMeter = startCpuMeter([{ name: 'store', pid: () => store.pid }])
  const bench = { db, tickets, documents: DOCUMENTS, pid: store.pid, writers: WRITERS, repeats, say }
  const operations = await measureOperations(bench)
  const longWork = await measureLongWork(bench)
  const memoryMb = rssAnonMb(store.pid)
  const { size } = await stat(join(dir, 'data.lmdb'))
  console.log(`\n${describeLoad(stopMeter())}`)
  report({ raw, operations, longWork, memoryMb, fileBytesPerDocument: size / DOCUMENTS, writers: WRITERS })
}
