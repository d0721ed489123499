import type { ThreadState } from './thread.ts'

/** Where a conversation stands: what its end takes away from it, and what taking that back restores. */
export const standing = [
  'status',
  'control',
  'agent',
  'queue',
  'requestedAt',
  'waitingSince',
  'unanswered',
  'owed',
  'rating',
] as const

/** Those of the named that the conversation has: for what it has not, nothing is stored. */
export function kept<K extends keyof ThreadState>(
  state: Pick<ThreadState, K>,
  names: readonly K[],
): Pick<ThreadState, K> {
  return Object.fromEntries(
    names.map((name) => [name, state[name]]).filter(([, value]) => value !== undefined),
  ) as Pick<ThreadState, K>
}

/** Each of the named as it was; what was not there goes. */
export function restored<K extends keyof ThreadState>(
  before: Pick<ThreadState, K>,
  names: readonly K[],
): Pick<ThreadState, K> {
  return Object.fromEntries(names.map((name) => [name, before[name]])) as Pick<ThreadState, K>
}
