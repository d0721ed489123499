import { setTimeout as delay } from 'node:timers/promises'
import { rssAnonMb } from '../../lib/proc.ts'
import type { Point } from '../../lib/slope.ts'
import type { Gauge, Gauges } from '../live/gauges.ts'

const MB = 2 ** 20
const MINUTE_MS = 60_000
const MEMORY_MS = 1000
const GAUGE_MS = 30_000

export interface Watched {
  readonly name: string
  pid(): number
}

/** What was seen of one process; x is minutes since the watch began. */
export interface Course {
  readonly name: string
  /** MB of memory that is the process's own, each second. */
  readonly memory: Point[]
  /** MB of heap after garbage was collected, each half minute; of processes with a gauge only. */
  readonly heap: Point[]
  /** Of each half minute, as the heap. */
  readonly loops: readonly (readonly [minute: number, late: Pick<Gauge, 'loopMs' | 'ownLoopMs'>])[]
}

/**
 * Looks at processes until it is told to stop. @param gauged names of those that were started with a gauge
 */
export function watchProcesses(
  processes: readonly Watched[],
  { gauges, gauged }: { gauges: Gauges; gauged: ReadonlySet<string> },
): { stop(): Promise<readonly Course[]> } {
  const began = performance.now()
  const minute = (): number => (performance.now() - began) / MINUTE_MS
  const over = new AbortController()
  const watching = processes.map(async ({ name, pid }): Promise<Course> => {
    const course = {
      name,
      memory: [] as Point[],
      heap: [] as Point[],
      loops: [] as Course['loops'][number][],
    }
    const readGauge = async (): Promise<void> => {
      const { memory, loopMs, ownLoopMs } = await gauges.read(pid())
      course.heap.push([minute(), memory.heapUsed / MB])
      course.loops.push([minute(), { loopMs, ownLoopMs }])
    }
    await Promise.all([
      each(MEMORY_MS, over.signal, async () => void course.memory.push([minute(), rssAnonMb(pid())])),
      ...(gauged.has(name) ? [each(GAUGE_MS, over.signal, readGauge)] : []),
    ])
    return course
  })
  return {
    async stop() {
      over.abort()
      return await Promise.all(watching)
    },
  }
}

async function each(everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (let next = performance.now() + everyMs; !signal.aborted; next += everyMs) {
    await delay(Math.max(0, next - performance.now()), undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await work()
  }
}
