import type { Role } from '../contract/index.ts'

/** An agent as routing sees one. */
export interface Candidate {
  id: string
  name: string
  role: Role
  queues: readonly string[]
  languages: readonly string[]
  capacity: number
  /** Conversations held or offered. */
  slots: readonly string[]
  online: boolean
  /** ms; the one who waited longest for work comes first among equals. */
  lastAssignedAt: number
}

export interface Waiting {
  queue: string
  language?: 'en' | 'zh' | undefined
  passed: readonly string[]
}

/** The queue of last resort: everybody who is online may be offered what nobody with the skill took. */
export const FALLBACK_QUEUE = 'general'

/**
 * The agent to offer a waiting conversation to: has the skill, is online and below capacity, was not offered it yet;
 * speaks the language if anybody does; then the least busy; then whoever waited longest. Undefined leaves it waiting.
 */
export function chooseAgent(waiting: Waiting, candidates: readonly Candidate[]): Candidate | undefined {
  const free = candidates.filter(
    (agent) =>
      agent.role === 'agent' &&
      agent.online &&
      agent.slots.length < agent.capacity &&
      !waiting.passed.includes(agent.id),
  )
  const skilled = free.filter((agent) => agent.queues.includes(waiting.queue))
  const pool = skilled.length > 0 || waiting.queue !== FALLBACK_QUEUE ? skilled : free
  const fluent = pool.filter(
    (agent) => waiting.language !== undefined && agent.languages.includes(waiting.language),
  )
  return (fluent.length > 0 ? fluent : pool).toSorted(byLoadThenPatience)[0]
}

function byLoadThenPatience(a: Candidate, b: Candidate): number {
  return (
    a.slots.length / a.capacity - b.slots.length / b.capacity ||
    a.lastAssignedAt - b.lastAssignedAt ||
    (a.id < b.id ? -1 : 1)
  )
}
