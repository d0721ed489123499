import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { asNumber, type Doc, isDoc } from '../bson/value.ts'
import type { Connection, Store } from '../commands/context.ts'
import { Cursors } from '../commands/cursors.ts'
import { Deadline } from '../commands/deadline.ts'
import { dispatch } from '../commands/dispatch.ts'
import { KnownSessions } from '../commands/known-sessions.ts'
import { filterOf, run, sortOf } from '../commands/query.ts'
import { StoreError } from '../errors.ts'
import { Catalog } from '../storage/catalog.ts'
import { Environment } from '../storage/environment.ts'
import { ReplyMemory } from '../storage/reply-memory.ts'
import { parseRequest } from '../wire/message.ts'
import type { Address, Answered, Ask, Asked, ReaderData } from './protocol.ts'

const SWEEP_MS = 60_000
const BELOW_NORMAL = 5

const { dir, number } = workerData as ReaderData
const port = parentPort
if (!port) throw new Error('this file is run as a thread')
standBack()
const env = new Environment(dir)
const store: Store = {
  env,
  catalog: new Catalog(env),
  replies: new ReplyMemory(env),
  cursors: new Cursors(number),
  credential: undefined,
  startedAt: Date.now(),
  counters: new Map(),
  knownSessions: new KnownSessions(),
  failPoints: undefined,
  readers: undefined,
  connections: () => ({ current: 0, created: 0 }),
}
setInterval(() => store.cursors.sweep(Date.now()), SWEEP_MS).unref()

port.on('message', ({ id, ask }: Asked) => {
  // What was acknowledged before this was asked must be seen.
  env.refresh()
  store.catalog.refresh()
  void answer(ask).then(
    (found) => reply({ id, answer: found, indexUses: env.indexUses.drain() }),
    (error: unknown) => reply({ id, failure: failureOf(error), indexUses: env.indexUses.drain() }),
  )
})

function reply(message: Answered): void {
  const { answer: found } = message
  const own = found instanceof Uint8Array && found.byteLength === found.buffer.byteLength
  port?.postMessage(message, own ? [found.buffer as ArrayBuffer] : [])
}

async function answer(ask: Ask): Promise<NonNullable<Answered['answer']>> {
  switch (ask.kind) {
    case 'command':
      return runCommand(Buffer.from(ask.bytes.buffer, ask.bytes.byteOffset, ask.bytes.byteLength), ask.at)
    case 'search':
      return search(decode(Buffer.from(ask.bytes)))
    case 'kill':
      return ask.cursors.filter((cursor) => store.cursors.kill(cursor))
    case 'endSession':
      store.cursors.killSession(ask.session)
      return []
  }
}

async function runCommand(bytes: Buffer, { remote, local }: Address): Promise<Buffer> {
  const connection: Connection = {
    id: 0,
    remote,
    local,
    authenticated: true,
    conversation: undefined,
    appName: undefined,
    hangUp: () => undefined,
  }
  const answered = await dispatch(store, connection, parseRequest(bytes))
  return Buffer.isBuffer(answered) ? answered : encode(answered)
}

function search({ ns, filter, sort, hint, limit, remainingMs, variables }: Doc): Float64Array {
  const collection = store.catalog.find(String(ns))
  if (!collection) return new Float64Array()
  const bound = isDoc(variables) ? variables : {}
  const order = sortOf(sort)
  const remaining = asNumber(remainingMs)
  const found = run(store, collection, {
    filter: filterOf(filter, bound),
    sort: order.sort,
    hint: order.natural ?? hint,
    limit: asNumber(limit) ?? 0,
    deadline: remaining === undefined ? undefined : new Deadline(remaining),
  })
  return Float64Array.from(found, ({ recordId }) => recordId)
}

function failureOf(error: unknown): NonNullable<Answered['failure']> {
  if (error instanceof StoreError) return { code: error.code, message: error.message }
  return { code: 1, message: error instanceof Error ? error.message : String(error) }
}

/** Long work gives way to the main thread, which answers the short. */
function standBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (Number.isInteger(thread)) setPriority(thread, BELOW_NORMAL)
  } catch {
    // Only Linux says which thread this is; elsewhere all are equal.
  }
}
