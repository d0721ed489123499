import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Part } from '../../lib/stack.ts'

const LOOK_MS = 500

export interface MemoryWatch {
  /** MB of memory that one process had at most, beyond what it had at first. */
  grownMb(): number
  stop(): Promise<void>
}

/** Looks at the resident memory of processes while something is done to them. */
export function watchMemory(parts: readonly Part[]): MemoryWatch {
  const first = new Map<string, number>()
  let [grown, stopped] = [0, false]
  const look = async (): Promise<void> => {
    while (!stopped) {
      for (const part of parts) {
        const now = await residentMb(part.pid())
        if (now === undefined) continue
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

async function residentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kb === undefined ? undefined : Number(kb) / 1024
}
