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

export interface Rights {
  claim: boolean
  /** Somebody else's, by overruling. */
  takeOver: boolean
  passOn: boolean
  handBack: boolean
  wrapUp: boolean
  spam: boolean
  notSpam: boolean
  /** What has ended goes on. */
  reopen: boolean
}

/** What is shown; what is allowed is decided by the server. */
export function rightsOn(
  ownership: Ownership,
  permissions: readonly string[],
  row?: Pick<Row, 'spam'>,
): Rights {
  const mine = ownership === 'mine'
  const closed = ownership === 'closed'
  const overrules = permissions.includes('thread.takeover') && !closed
  const maySpam = permissions.includes('thread.spam')
  return {
    claim: (ownership === 'waiting' || ownership === 'bot') && permissions.includes('thread.claim'),
    takeOver: ownership === 'other' && overrules,
    passOn: mine || overrules,
    handBack: mine,
    wrapUp: mine,
    spam: maySpam && !closed && (ownership !== 'other' || overrules),
    notSpam: maySpam && row?.spam === true,
    reopen: closed && row?.spam !== true && permissions.includes('thread.reopen'),
  }
}
