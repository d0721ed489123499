import { readFileSync } from 'node:fs'
import { UsageError } from '../../lib/tool.ts'

/** Of a server beside its clients: libraries, store, Redis, files. */
const SPARE = 500

/** How many files a process may have open, by `/proc/self/limits`; Node raises its own limit to the hard one. */
export function hardFileLimit(limits: string): number {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1]
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard ?? Number.NaN)
}

/** In words, what is missing for so many connections of one process; undefined where nothing is. */
export function filesMissing(limits: string, connections: number): string | undefined {
  const [allowed, needed] = [hardFileLimit(limits), connections + SPARE]
  if (Number.isNaN(allowed) || allowed >= needed) return undefined
  return `One process needs ${needed} open files for ${connections} connections, and may have ${allowed} here: raise the hard limit (ulimit -Hn) or ask for fewer with --clients.`
}

/** @throws UsageError where this machine does not let one process have so many connections */
export function demandFiles(connections: number): void {
  const missing = filesMissing(readFileSync('/proc/self/limits', 'utf8'), connections)
  if (missing) throw new UsageError(missing)
}
