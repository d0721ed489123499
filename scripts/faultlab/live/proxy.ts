import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of bytes: `open` passes them on, `eat` swallows both directions, `deaf` those to the client; `refuse` cuts. */
export type ProxyMode = 'open' | 'eat' | 'deaf' | 'refuse'

/** A way between clients and a server that can be made bad. */
export interface TcpProxy {
  readonly url: string
  mode(mode: ProxyMode): void
  /** Cuts every connection; new ones come at once. */
  cut(): void
  /** New connections go to another server. */
  lead(port: number): void
  /** Milliseconds that every piece waits on its way back. */
  delay(ms: number): void
  close(): Promise<void>
}

/** Listens on a free port of the loopback. */
export async function openProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let [mode, port, delayMs]: [ProxyMode, number, number] = ['open', target, 0]
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const server = createServer((client) => {
    if (mode === 'refuse') {
      client.destroy()
      return
    }
    const upstream = connect(port, '127.0.0.1')
    const pair = [client, upstream] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on('error', () => undefined)
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
    client.on('data', (piece) => {
      if (mode !== 'eat') upstream.write(piece)
    })
    upstream.on('data', (piece) => {
      if (mode === 'eat' || mode === 'deaf') return
      if (delayMs === 0) client.write(piece)
      // Timers of one length fire in the order in which they were set.
      else setTimeout(() => client.destroyed || client.write(piece), delayMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${own}`,
    mode(next) {
      mode = next
      if (next === 'refuse') cut()
    },
    cut,
    lead(next) {
      port = next
    },
    delay(ms) {
      delayMs = ms
    },
    async close() {
      server.close()
      cut()
    },
  }
}
