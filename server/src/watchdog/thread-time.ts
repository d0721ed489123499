import { readFileSync } from 'node:fs'
import type { Seen } from './is-still.ts'

/** Ticks a second of `/proc`, as user space sees them: 100 on every Linux. */
const TICK_MS = 10
/** Asleep, or in the kernel; neither running nor stopped by a signal. */
const WAITING = new Set(['S', 'D'])

/**
 * How the main thread of this process fares; proc(5), `/proc/[pid]/task/[tid]/stat`. Where the system has no such file,
 * the processor time is that of the whole process, and nobody knows what it waits for.
 */
export function mainThreadTime(): Pick<Seen, 'usedMs' | 'waits'> {
  try {
    const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      usedMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      waits: WAITING.has(fields[0] ?? ''),
    }
  } catch {
    const { user, system } = process.cpuUsage()
    return { usedMs: (user + system) / 1000, waits: true }
  }
}
