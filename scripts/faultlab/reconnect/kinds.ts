import { setTimeout as delay } from 'node:timers/promises'
import type { Part, Stack } from '../../lib/stack.ts'
import type { TcpProxy } from '../live/proxy.ts'

/** One way in which a connection is lost. Resolves when the way is as it should be again. */
export interface Kind {
  readonly name: string
  /** Watchers are opened only now, and cut before they heard anything. */
  readonly fresh?: true
  /** Other customers write meanwhile as fast as they can. */
  readonly busy?: true
  lose(proxy: TcpProxy, stack: Stack): Promise<void>
}

const AWAY_MS = 5000
/** Longer than the heartbeat needs to notice that nothing comes any more. */
const EATEN_MS = 9000

async function awayFor(proxy: TcpProxy, ms: number): Promise<void> {
  proxy.mode('refuse')
  await delay(ms)
  proxy.mode('open')
}

const served = ({ parts }: Stack): Part => {
  const part = parts.find(({ name }) => name === 'web-1')
  if (!part) throw new Error('There is no web-1')
  return part
}
const portOf = (url: string): number => Number(new URL(url).port)

/** The nine of the study: what became of built-in recovery under each is known, and for five of them it lost everything. */
export const kinds: readonly Kind[] = [
  { name: 'cut for seconds, same process', lose: (proxy) => awayFor(proxy, AWAY_MS) },
  {
    name: 'cut, and back at the other process',
    async lose(proxy, { urls }) {
      proxy.lead(portOf(urls[1] ?? ''))
      await awayFor(proxy, AWAY_MS)
    },
  },
  {
    name: 'kill -9 of the process',
    async lose(proxy, stack) {
      proxy.lead(portOf(stack.urls[0] ?? ''))
      await served(stack).kill()
      await delay(1000)
      await served(stack).start()
    },
  },
  {
    name: 'SIGTERM of the process',
    async lose(_proxy, stack) {
      await served(stack).rest(() => delay(1000))
    },
  },
  {
    name: 'bytes are eaten in both directions',
    async lose(proxy) {
      proxy.mode('eat')
      await delay(EATEN_MS)
      proxy.mode('open')
    },
  },
  {
    name: 'bytes to the client are eaten',
    async lose(proxy) {
      proxy.mode('deaf')
      await delay(EATEN_MS)
      proxy.mode('open')
    },
  },
  { name: 'cut while much happens elsewhere', busy: true, lose: (proxy) => awayFor(proxy, AWAY_MS) },
  {
    name: 'a blink',
    async lose(proxy) {
      proxy.cut()
      await delay(1000)
    },
  },
  { name: 'cut before anything was received', fresh: true, lose: (proxy) => awayFor(proxy, AWAY_MS) },
]
