import { rmSync, statSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Credential } from './auth/scram.ts'
import type { Store } from './commands/context.ts'
import { Cursors } from './commands/cursors.ts'
import { errorReply } from './commands/dispatch.ts'
import { FailPoints } from './commands/fail-points.ts'
import { KnownSessions } from './commands/known-sessions.ts'
import { ReadPool } from './readers/pool.ts'
import { Catalog } from './storage/catalog.ts'
import { Environment } from './storage/environment.ts'
import { sweepExpired } from './storage/expiry.ts'
import { prepareFormat } from './storage/format.ts'
import { dropUnfinished, GarbageSweeper } from './storage/garbage.ts'
import { ReplyMemory } from './storage/reply-memory.ts'
import { serveClient } from './wire/client.ts'

export interface ServerOptions {
  readonly dir: string
  readonly host: string
  readonly port: number
  /** A path instead of a port. */
  readonly socket: string | undefined
  readonly credential: Credential | undefined
  readonly expirySweepMs: number
  readonly testCommands: boolean
}

export interface RunningServer {
  readonly port: number
  stop(): Promise<void>
}

const MAINTENANCE_MS = 60_000
const MAX_CONNECTIONS = 10_000

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const env = new Environment(options.dir)
  await prepareFormat(env)
  const catalog = new Catalog(env)
  const garbage = new GarbageSweeper(env, errorReply)
  catalog.onGarbage = () => garbage.kick()
  await dropUnfinished(env, catalog)
  garbage.kick()
  const readers = new ReadPool(options.dir, env.indexUses)
  const sockets = new Set<Socket>()
  let created = 0
  const store: Store = {
    env,
    catalog,
    replies: new ReplyMemory(env),
    cursors: new Cursors(),
    readers,
    credential: options.credential,
    startedAt: Date.now(),
    counters: new Map(),
    knownSessions: new KnownSessions(),
    failPoints: options.testCommands ? new FailPoints() : undefined,
    connections: () => ({ current: sockets.size, created }),
  }
  const server = createServer({ noDelay: true }, (socket) => {
    created += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serveClient(store, socket, created)
  })
  server.maxConnections = MAX_CONNECTIONS
  const stopTimers = startTimers(store, garbage, options.expirySweepMs)
  const port = await listen(server, options)
  return {
    port,
    async stop() {
      stopTimers()
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
      await garbage.stop()
      await readers.stop()
      await env.close()
    },
  }
}

function listen(server: Server, { host, port, socket }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    if (socket !== undefined && statSync(socket, { throwIfNoEntry: false })?.isSocket()) rmSync(socket)
    server.listen(socket === undefined ? { host, port } : { path: socket }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

function startTimers(store: Store, garbage: GarbageSweeper, expirySweepMs: number): () => void {
  const maintenance = setInterval(() => {
    store.env.assertWriting(performance.now())
    store.cursors.sweep(Date.now())
    store.env.forgetDeadReaders()
    // What a failed or late commit left over.
    garbage.kick()
    inBackground(store.replies.prune(Date.now()))
  }, MAINTENANCE_MS)
  const expiry = setInterval(() => inBackground(sweepExpired(store, Date.now())), expirySweepMs)
  return () => {
    clearInterval(maintenance)
    clearInterval(expiry)
  }
}

function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => errorReply(error))
}
