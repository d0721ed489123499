import type { AlertScope, Row, View } from '@parley/server/contract'

export type AlertReason = 'offer' | 'mention' | 'message' | 'waiting'
export interface Alert {
  thread: string
  reason: AlertReason
  /** Of the customer, or of the colleague who asks. */
  name: string
  text?: string
}

/** What a scope needs to hear of, whatever list is on the screen. */
export function viewsOf(scope: AlertScope): readonly View[] {
  const views: Record<AlertScope, readonly View[]> = {
    // Nothing of it rings; the tab's icon shows that somebody waits.
    mentions: ['mine'],
    mine: ['mine'],
    queues: ['mine', 'waiting'],
    all: ['mine', 'waiting', 'open'],
  }
  return views[scope]
}

/**
 * Whether a row's change is news for this person: a customer wrote to them, somebody began to wait in one of their
 * queues, or, with everything, any customer wrote.
 */
export function alertOf(
  before: Row | undefined,
  row: Row,
  { me, scope, since }: { me: string; scope: AlertScope; since: number },
): Alert | undefined {
  if (scope === 'mentions' || row.status === 'closed') return undefined
  if (before ? before.head >= row.head : row.movedAt < since) return undefined
  const about = {
    thread: row.id,
    name: row.customer.name,
    ...(row.preview ? { text: row.preview.text } : {}),
  }
  const wrote = row.preview?.by === 'customer' && row.movedAt > (before?.movedAt ?? 0)
  if (wrote && (row.agent?.id === me || scope === 'all')) return { ...about, reason: 'message' }
  const waits = row.control === 'requested' && before?.control !== 'requested'
  return waits && scope !== 'mine' ? { ...about, reason: 'waiting' } : undefined
}
