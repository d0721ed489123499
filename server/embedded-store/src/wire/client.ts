import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Connection, Store } from '../commands/context.ts'
import { dispatch, errorReply } from '../commands/dispatch.ts'
import { StoreError } from '../errors.ts'
import { Framer, FramingError, MAX_MESSAGE_BYTES } from './framing.ts'
import { parseRequest, requestId, writeReply } from './message.ts'

/** Who has not said the password needs no more than this for saying it. */
const MAX_STRANGER_BYTES = 64 * 1024

/** Answers one client's messages, in their order, for as long as it reads the answers. */
export function serveClient(store: Store, socket: Socket, id: number): void {
  const connection: Connection = {
    id,
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
    local: addressOf(socket),
    authenticated: false,
    conversation: undefined,
    appName: undefined,
    hangUp: () => socket.destroy(),
  }
  const framer = new Framer(() =>
    store.credential && !connection.authenticated ? MAX_STRANGER_BYTES : MAX_MESSAGE_BYTES,
  )
  const waiting: Buffer[] = []
  let busy = false
  const work = async (): Promise<void> => {
    busy = true
    for (let message = waiting.shift(); message; message = waiting.shift())
      await answer({ store, connection, socket }, message)
    busy = false
    socket.resume()
  }
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    try {
      waiting.push(...framer.push(chunk))
    } catch (error) {
      if (!(error instanceof FramingError)) errorReply(error)
      socket.destroy()
      return
    }
    // What comes faster than it is answered waits at the client, not here.
    if (busy) socket.pause()
    else if (waiting.length > 0) void work()
  })
}

/** The client has to find this address in hello: it is where it came. */
function addressOf(socket: Socket): string {
  return socket.localPort === undefined ? 'localhost:0' : `${socket.localAddress}:${socket.localPort}`
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
    if (!request.silent) await send(socket, writeReply(request, reply))
  } catch (error) {
    // A well-framed message with a document that cannot be read can still be answered.
    if (error instanceof StoreError)
      await send(socket, writeReply({ id: requestId(message), kind: 'msg' }, errorReply(error)))
    else socket.destroy()
  }
}

/** Waits where the client does not read, so that answers do not pile up for it. */
async function send(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed || socket.write(bytes)) return
  const gone = new AbortController()
  await Promise.race([
    once(socket, 'drain', { signal: gone.signal }),
    once(socket, 'close', { signal: gone.signal }),
  ]).catch(() => undefined)
  gone.abort()
}
