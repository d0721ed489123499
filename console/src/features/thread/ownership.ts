import type { Row } from '@parley/server/contract'
import { isOfferedTo } from '../../lib/rows.ts'

/** Where a conversation stands, seen from one agent. */
export type Ownership = 'mine' | 'offered' | 'other' | 'waiting' | 'bot' | 'closed'

export function ownershipOf(row: Row, me: string, now: number): Ownership {
  if (row.status === 'closed') return 'closed'
  if (row.control === 'agent') return row.agent?.id === me ? 'mine' : 'other'
  if (isOfferedTo(row, me, now)) return 'offered'
  return row.control === 'bot' ? 'bot' : 'waiting'
}

export const mayClaim = (ownership: Ownership): boolean => ownership === 'waiting' || ownership === 'bot'
