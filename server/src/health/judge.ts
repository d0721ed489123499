import type { Fault } from '../contract/index.ts'
import { fault } from './fault.ts'

/** Leases and entry times go by the store's clock; beyond this, times that people see are wrong. */
const MAX_SKEW_MS = 1000
/** Sockets, the store, Redis and files of a web process under load. */
const MIN_OPEN_FILES = 4096

export interface RedisFacts {
  /** Undefined where Redis does not tell. */
  appendonly: string | undefined
  policy: string | undefined
  aofFailing: boolean
}

/** What would lose or evict data. */
export function judgeRedis({ appendonly, policy, aofFailing }: RedisFacts): Fault[] {
  if (appendonly === undefined || policy === undefined) return [fault('redis_unchecked')]
  return [
    ...(appendonly === 'yes' ? [] : [fault('redis_no_aof')]),
    ...(policy === 'noeviction' ? [] : [fault('redis_evicts', policy)]),
    ...(aofFailing ? [fault('redis_aof_failing')] : []),
  ]
}

export interface StoreFacts {
  /** It is a member of a replica set, or a router before some. */
  replicated: boolean
  /** Undefined where the store does not tell: that needs a right that an operator may have withheld. */
  persistent: boolean | undefined
}

/** Whether "on disk at a majority" means what it says. */
export function judgeStore({ replicated, persistent }: StoreFacts): Fault[] {
  return [
    ...(replicated ? [] : [fault('store_standalone')]),
    ...(persistent === false ? [fault('store_in_memory')] : []),
  ]
}

/** A clock as it was read: how far before ours it is, and how long the way there and back took. */
export interface ClockFacts {
  aheadMs: number
  wayMs: number
}

export function judgeClock(of: 'store' | 'redis', { aheadMs, wayMs }: ClockFacts): Fault[] {
  // Somewhere on the way it was read: half of it is the doubt.
  if (Math.abs(aheadMs) - wayMs / 2 <= MAX_SKEW_MS) return []
  return [fault(`clock_off_${of}`, `${(aheadMs / 1000).toFixed(1)} s`)]
}

/** @param limits what `/proc/self/limits` says; elsewhere there is nothing to judge */
export function judgeOpenFiles(limits: string | undefined): Fault[] {
  const soft = /^Max open files\s+(\d+)\s/m.exec(limits ?? '')?.[1]
  return soft === undefined || Number(soft) >= MIN_OPEN_FILES ? [] : [fault('few_open_files', soft)]
}

export function judgeDisk(freeBytes: number, neededBytes: number): Fault[] {
  if (freeBytes >= neededBytes) return []
  return [fault('disk_full', `${Math.round(freeBytes / 1024 ** 2)} MB`)]
}
