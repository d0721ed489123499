import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Clock ticks a second of `/proc`; fixed at 100 for user space on every Linux. */
const TICKS = 100

/** CPU time of a process and the children that it waited for, in ms. 0 when it is gone. */
export function cpuMsOf(pid: number): number {
  try {
    const { fields } = statOf(pid)
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0)
    return (ticks * 1000) / TICKS
  } catch {
    return 0
  }
}

/**
 * Memory that is the process's own and not a mapped file's, in MB: an LMDB file counts as the system's cache. NaN when the
 * process is gone.
 */
export function rssAnonMb(pid: number): number {
  try {
    const kb = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kb ?? Number.NaN) / 1024
  } catch {
    return Number.NaN
  }
}

function statOf(pid: number | string): { name: string; parent: number; fields: string[] } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name stands in brackets and may hold anything.
  const end = text.lastIndexOf(')')
  const fields = text.slice(end + 2).split(' ')
  return { name: text.slice(text.indexOf('(') + 1, end), parent: Number(fields[1]), fields }
}

/** Processes that descend from one and whose name begins so; those that end meanwhile are left out. */
export function descendantsNamed(ancestor: number, name: string): number[] {
  const parents = new Map<number, number>()
  const named: number[] = []
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = statOf(entry)
      parents.set(Number(entry), stat.parent)
      if (stat.name.startsWith(name)) named.push(Number(entry))
    } catch {
      // Gone between the listing and the look.
    }
  }
  const descends = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined && at > 0; at = parents.get(at))
      if (at === ancestor) return true
    return false
  }
  return named.filter(descends)
}

export interface MachineTime {
  /** ms of all cores together since boot. */
  busy: number
  total: number
}

export function machineTime(): MachineTime {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1)
  // user nice system idle iowait irq softirq steal; guest time is in user already.
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number)
  const total = ticks.reduce((sum, one) => sum + one, 0)
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0)
  return { busy: ((total - idle) * 1000) / TICKS, total: (total * 1000) / TICKS }
}

/** Share of time in which something waited for a CPU, over the last ten seconds, in percent; NaN where it is not told. */
export function cpuPressure(): number {
  try {
    const text = readFileSync('/proc/pressure/cpu', 'utf8')
    return Number(/some avg10=([\d.]+)/.exec(text)?.[1] ?? Number.NaN)
  } catch {
    return Number.NaN
  }
}

export const cores = availableParallelism()
