import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import type { History } from './history.ts'

type Client = mongoose.mongo.MongoClient
type Collection = mongoose.mongo.Collection<Row>

export interface Row {
  readonly _id: string
  readonly n?: number
  readonly tag?: string
  readonly list?: readonly number[]
}

export const DATABASE = 'lab'
export const ROWS = 'rows'
export const COUNTERS = 'counters'
const BATCH = 20

export interface WriterContext {
  readonly history: History
  readonly random: () => number
  readonly round: number
  readonly writer: number
  /** The next number of each session of `resend`, which outlives a kill. */
  readonly pending: Map<number, Pending>
}

/** What writers do, by their number. */
const KINDS = [insertOne, insertBatch, insertAndRemove, raise, resend] as const

/** Writes until the store is gone. Every write waits for the journal, and none is sent again by the driver. */
export async function writeUntilKilled(client: Client, context: WriterContext): Promise<void> {
  const kind = KINDS[context.writer % KINDS.length] ?? insertOne
  try {
    for (let step = 1; ; step += 1) await kind(client, context, step)
  } catch {
    // The store was killed: what it did not answer may or may not have been done.
  } finally {
    await client.close(true).catch(() => undefined)
  }
}

export async function connect(uri: string): Promise<Client> {
  const client = new mongoose.mongo.MongoClient(`${uri}&retryWrites=false`, {
    serverSelectionTimeoutMS: 2000,
    writeConcern: { w: 'majority', journal: true },
  })
  return client.connect()
}

function rows(client: Client): Collection {
  return client.db(DATABASE).collection<Row>(ROWS)
}

function idOf({ round, writer }: WriterContext, step: number, part = ''): string {
  return `${round}-${writer}-${step}${part}`
}

async function insertOne(client: Client, context: WriterContext, step: number): Promise<void> {
  const { history, random, writer } = context
  const _id = idOf(context, step)
  const write = { writer, ids: [_id], effect: 'present' } as const
  history.unanswered(write)
  await rows(client).insertOne({ _id, tag: `t${Math.floor(random() * 5)}`, n: step, list: [step, step % 3] })
  history.acknowledged(write)
}

async function insertBatch(client: Client, context: WriterContext, step: number): Promise<void> {
  const { history, writer } = context
  const batch = Array.from({ length: BATCH }, (_, part) => ({
    _id: idOf(context, step, `.${part}`),
    n: part,
  }))
  const write = { writer, ids: batch.map(({ _id }) => _id), effect: 'present' } as const
  history.unanswered(write)
  await rows(client).insertMany(batch)
  history.acknowledged(write)
}

async function insertAndRemove(client: Client, context: WriterContext, step: number): Promise<void> {
  await insertOne(client, context, step)
  const { history, writer, random } = context
  const _id = idOf(context, step)
  await rows(client).updateOne(
    { _id },
    { $set: { tag: `moved${Math.floor(random() * 9)}`, list: [9, step] } },
  )
  const write = { writer, ids: [_id], effect: 'absent' } as const
  history.unanswered(write)
  await rows(client).deleteOne({ _id })
  history.acknowledged(write)
}

async function raise(client: Client, { history, writer }: WriterContext): Promise<void> {
  const counter = history.counter(`raised-${writer}`)
  counter.unanswered += 1
  await client
    .db(DATABASE)
    .collection<{ _id: string; n: number }>(COUNTERS)
    .updateOne({ _id: `raised-${writer}` }, { $inc: { n: 1 } }, { upsert: true })
  counter.unanswered -= 1
  counter.acknowledged += 1
}

/** Numbered writes whose answer may be lost: the same number is sent again later, and must have one effect. */
async function resend(client: Client, { history, writer, pending }: WriterContext): Promise<void> {
  const next = pendingOf(pending, writer)
  const counter = history.counter(`resent-${writer}`)
  const session = client.startSession()
  Object.assign((session as unknown as { serverSession: object }).serverSession, { id: next.lsid })
  counter.unanswered = 1
  await client.db(DATABASE).command(
    {
      findAndModify: COUNTERS,
      query: { _id: `resent-${writer}` },
      update: { $inc: { n: 1 } },
      upsert: true,
      writeConcern: { w: 'majority', j: true },
      txnNumber: mongoose.mongo.Long.fromNumber(next.number),
    },
    { session },
  )
  next.number += 1
  counter.unanswered = 0
  counter.acknowledged += 1
  await session.endSession()
}

/** Has what was not answered answered, now that the store stays. */
export async function settle(uri: string, context: Omit<WriterContext, 'writer'>): Promise<void> {
  const client = await connect(uri)
  for (const writer of context.pending.keys()) await resend(client, { ...context, writer })
  await client.close()
}

export interface Pending {
  readonly lsid: object
  number: number
}

function pendingOf(pending: Map<number, Pending>, writer: number): Pending {
  const known = pending.get(writer) ?? {
    lsid: { id: new mongoose.mongo.Binary(randomBytes(16), 4) },
    number: 1,
  }
  pending.set(writer, known)
  return known
}
