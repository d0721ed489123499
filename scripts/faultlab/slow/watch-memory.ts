import { setTimeout as delay } from 'node:timers/promises'
import { rssAnonMb } from '../../lib/proc.ts'
import type { Part } from '../../lib/stack.ts'

const LOOK_MS = 500

export interface MemoryWatch {
  /** MB of memory that one process had at most, beyond what it had at first. */
  grownMb(): number
  stop(): Promise<void>
}

/** Looks at the memory of processes while something is done to them. */
export function watchMemory(parts: readonly Part[]): MemoryWatch {
  const first = new Map<string, number>()
  let [grown, stopped] = [0, false]
  const look = async (): Promise<void> => {
    while (!stopped) {
      for (const part of parts) {
        const now = rssAnonMb(part.pid())
        if (Number.isNaN(now)) continue
        if (!first.has(part.name)) first.set(part.name, now)
        grown = Math.max(grown, now - (first.get(part.name) ?? now))
      }
      await delay(LOOK_MS)
    }
  }
  const looking = look()
  return {
    grownMb: () => grown,
    async stop() {
      stopped = true
      await looking
    },
  }
}
