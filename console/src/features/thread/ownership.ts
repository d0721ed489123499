import type { Row } from '@parley/server/contract'

/** Where a conversation stands, seen from one agent. */
export type Ownership = 'mine' | 'offered' | 'other' | 'waiting' | 'bot' | 'closed'

export function ownershipOf(row: Row, me: string): Ownership {
  if (row.status === 'closed') return 'closed'
  if (row.control === 'agent') return row.agent?.id === me ? 'mine' : 'other'
  if (row.offer?.agent === me) return 'offered'
  return row.control === 'bot' ? 'bot' : 'waiting'
}

export const mayClaim = (ownership: Ownership): boolean => ownership === 'waiting' || ownership === 'bot'
