import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/**
 * What becomes of bytes: `open` passes them on, `hold` keeps those to the client until it is open again, `eat` swallows
 * both directions, `deaf` those to the client; `refuse` cuts.
 */
export type ProxyMode = 'open' | 'hold' | 'eat' | 'deaf' | 'refuse'

/** A way between clients and a server that can be made bad. */
export interface TcpProxy {
  readonly url: string
  readonly port: number
  mode(mode: ProxyMode): void
  /** Cuts every connection; new ones come at once. */
  cut(): void
  /** New connections go to another server. */
  lead(port: number): void
  /** Milliseconds that every piece waits on its way back, from the next one on; none overtakes another. */
  delay(ms: number): void
  close(): Promise<void>
}

/** Listens on a free port of the loopback. */
export async function openProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const ways = new Set<SlowWay>()
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
    const way = openSlowWay(client, () => mode === 'hold')
    ways.add(way)
    client.on('close', () => ways.delete(way))
    upstream.on('data', (piece) => {
      if (mode !== 'eat' && mode !== 'deaf') way.send(piece, delayMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    mode(next) {
      mode = next
      if (next === 'refuse') cut()
      for (const way of ways) way.go()
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

interface SlowWay {
  send(piece: Buffer, delayMs: number): void
  /** Lets go what is due. */
  go(): void
}

/** Passes pieces on in their order, each when it is due. */
function openSlowWay(to: Socket, isHeld: () => boolean): SlowWay {
  const line: { piece: Buffer; due: number }[] = []
  let timer: NodeJS.Timeout | undefined
  const go = (): void => {
    clearTimeout(timer)
    const now = performance.now()
    while (!isHeld() && line[0] && line[0].due <= now) {
      const first = line.shift()
      if (first && !to.destroyed) to.write(first.piece)
    }
    if (!isHeld() && line[0]) timer = setTimeout(go, Math.ceil(line[0].due - now))
  }
  to.on('close', () => clearTimeout(timer))
  return {
    send(piece, delayMs) {
      line.push({ piece, due: performance.now() + delayMs })
      go()
    },
    go,
  }
}
