import { io, type Socket } from 'socket.io-client'

const RETRY_MS = 150

/** A socket that comes back by itself, also when it was refused because the server had no store at that moment. */
export function openSocket(url: string, options: { auth?: object; cookie?: string }): Socket {
  const socket = io(url, {
    // No sticky sessions are needed then, whichever process answers.
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    timeout: 3000,
    ...(options.auth ? { auth: options.auth } : {}),
    ...(options.cookie ? { extraHeaders: { cookie: options.cookie } } : {}),
  })
  const again = (): void => {
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS)
  }
  let closed = false
  socket.on('connect_error', () => closed || again())
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') closed = true
    else again()
  })
  return socket
}

/** Emits and waits for the acknowledgement; undefined when none came in time. */
export async function ask<Answer>(
  socket: Socket,
  event: string,
  body: object,
  withinMs: number,
): Promise<Answer | undefined> {
  try {
    return (await socket.timeout(withinMs).emitWithAck(event, body)) as Answer
  } catch {
    return undefined
  }
}
