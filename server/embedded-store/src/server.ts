import { createServer, type Server, type Socket } from 'node:net'
import type { Credential } from './auth/scram.ts'
import type { Connection, Store } from './commands/context.ts'
import { Cursors } from './commands/cursors.ts'
import { dispatch, errorReply } from './commands/dispatch.ts'
import { FailPoints } from './commands/fail-points.ts'
import { KnownSessions } from './commands/known-sessions.ts'
import { StoreError } from './errors.ts'
import { ReadPool } from './readers/pool.ts'
import { Catalog } from './storage/catalog.ts'
import { Environment } from './storage/environment.ts'
import { sweepExpired } from './storage/expiry.ts'
import { prepareFormat } from './storage/format.ts'
import { dropUnfinishedIndexes, GarbageSweeper } from './storage/garbage.ts'
import { ReplyMemory } from './storage/reply-memory.ts'
import { Framer, FramingError } from './wire/framing.ts'
import { parseRequest, requestId, writeReply } from './wire/message.ts'

export interface ServerOptions {
  readonly dir: string
  readonly host: string
  readonly port: number
  readonly credential: Credential | undefined
  readonly expirySweepMs: number
  readonly testCommands: boolean
}

export interface RunningServer {
  readonly port: number
  stop(): Promise<void>
}

const MAINTENANCE_MS = 60_000

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const env = new Environment(options.dir)
  await prepareFormat(env)
  const catalog = new Catalog(env)
  const garbage = new GarbageSweeper(env, errorReply)
  catalog.onGarbage = () => garbage.kick()
  await dropUnfinishedIndexes(env, catalog)
  garbage.kick()
  const readers = new ReadPool(options.dir)
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
    serve(store, socket, created)
  })
  const stopTimers = startTimers(store, options.expirySweepMs)
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

function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function startTimers(store: Store, expirySweepMs: number): () => void {
  const maintenance = setInterval(() => {
    store.cursors.sweep(Date.now())
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

function serve(store: Store, socket: Socket, id: number): void {
  const connection: Connection = {
    id,
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
    local: `${socket.localAddress}:${socket.localPort}`,
    authenticated: false,
    conversation: undefined,
    appName: undefined,
    hangUp: () => socket.destroy(),
  }
  const framer = new Framer()
  // Replies keep the order of requests on one connection.
  let last: Promise<void> = Promise.resolve()
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    try {
      for (const message of framer.push(chunk))
        last = last.then(() => answer({ store, connection, socket }, message))
    } catch (error) {
      if (!(error instanceof FramingError)) errorReply(error)
      socket.destroy()
    }
  })
}

interface Peer {
  readonly store: Store
  readonly connection: Connection
  readonly socket: Socket
}

async function answer({ store, connection, socket }: Peer, message: Buffer): Promise<void> {
  if (socket.destroyed) return
  try {
    const request = parseRequest(message)
    const reply = await dispatch(store, connection, request)
    if (!request.silent && !socket.destroyed) socket.write(writeReply(request, reply))
  } catch (error) {
    // A well-framed message with a document that cannot be read can still be answered.
    if (error instanceof StoreError && !socket.destroyed)
      socket.write(writeReply({ id: requestId(message), kind: 'msg' }, errorReply(error)))
    else socket.destroy()
  }
}
