import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/src/demo/random.ts'
import { shuffled } from '../../replay/dialogues.ts'
import type { Lab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import type { TcpProxy } from '../live/proxy.ts'
import type { FaultWindow } from '../live/traffic.ts'

const of = ['store', 'redis'] as const
const by = [200, 2000, 'hold'] as const
export type SlowKind = `${(typeof of)[number]} ${(typeof by)[number]}`
export const kinds: readonly SlowKind[] = of.flatMap((part) => by.map((how): SlowKind => `${part} ${how}`))

export interface Slowed {
  readonly kind: SlowKind
  readonly from: number
  readonly to: number
  /** ms from the end of the fault until a new customer was answered; undefined when that took more than a minute. */
  readonly recoveryMs: number | undefined
}

/** One fault after another until the time is over: all kinds in turn by chance. */
export async function slowDown(
  { stack, account }: Lab,
  proxies: Readonly<Record<(typeof of)[number], TcpProxy>>,
  { isOver }: FaultWindow,
  random: Random,
): Promise<Slowed[]> {
  const done: Slowed[] = []
  for (let deck: SlowKind[] = []; !isOver(); ) {
    if (deck.length === 0) deck = shuffled(kinds, random)
    const kind = deck.pop() ?? 'store 200'
    await delay(random.whole(200, 800))
    const from = performance.now()
    const heal = hurt(proxies, kind)
    await delay(random.whole(1500, 4000))
    heal()
    const to = performance.now()
    const recoveryMs = await probe(random.pick(stack.urls), account, to)
    done.push({ kind, from, to, recoveryMs })
  }
  return done
}

function hurt(proxies: Readonly<Record<(typeof of)[number], TcpProxy>>, kind: SlowKind): () => void {
  const proxy = proxies[kind.startsWith('store') ? 'store' : 'redis']
  if (kind.endsWith('hold')) {
    proxy.mode('hold')
    return () => proxy.mode('open')
  }
  proxy.delay(kind.endsWith('2000') ? 2000 : 200)
  return () => proxy.delay(0)
}
