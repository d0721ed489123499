import { rounded } from '../../lib/numbers.ts'
import type { Held } from './measure.ts'

const KB = 1024

/** What one connection is worth. */
export interface ConnectionFigures {
  readonly clients: number
  readonly heapKb: number
  readonly externalKb: number
  readonly rssKb: number
  /** Of the heap, what each leaves behind when it is gone. */
  readonly leftKb: number
  /** Of all processes of the server, for coming and having everything. */
  readonly connectCpuMs: number
  /** The same for a thousand idle ones, ms a second, without what happens when nobody is there. */
  readonly idleCpuMs: number
  /** Share of the machine that others took, in percent. */
  readonly foreign: number
}

/** @param counted names of the processes that are the server's */
export function figuresOf(
  { clients, before, held, after, connecting, idle, alone, idleSeconds }: Held,
  counted: readonly string[],
): ConnectionFigures {
  const each = (bytes: number): number => rounded(bytes / clients / KB, 2)
  const cpu = ({ byName }: Held['idle']): number =>
    counted.reduce((sum, name) => sum + (byName[name] ?? 0), 0)
  return {
    clients,
    heapKb: each(held.memory.heapUsed - before.memory.heapUsed),
    externalKb: each(held.memory.external - before.memory.external),
    rssKb: each(held.memory.rss - before.memory.rss),
    leftKb: each(after.memory.heapUsed - before.memory.heapUsed),
    connectCpuMs: rounded(cpu(connecting) / clients, 2),
    idleCpuMs: rounded(((cpu(idle) - cpu(alone)) / idleSeconds / clients) * 1000, 2),
    foreign: rounded(Math.max(connecting.foreign, idle.foreign) * 100),
  }
}
