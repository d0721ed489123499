import type { HandoffReason } from '../conversing.ts'
import { inOneBreath, say, sayWhen, type TurnView } from '../turn-view.ts'

const MINUTE_MS = 60_000

/** Says why a person takes over and, honestly, when. */
export function handoffText(view: TurnView, reason: HandoffReason, queue: string): string {
  return inOneBreath(view, say(view, `handoff_${reason}`), waitText(view, queue))
}

function waitText(view: TurnView, queue: string): string {
  const closed = view.facts.closed?.(queue)
  if (closed) {
    return closed.opensAt === undefined
      ? say(view, 'wait_closed')
      : say(view, 'wait_closed_until', { when: sayWhen(view, closed.opensAt, closed.timeZone) })
  }
  const { agentsOnline } = view.facts
  if (!agentsOnline) return say(view, 'wait_offline')
  const waiting = view.facts.waiting(queue)
  const position = Math.max(1, waiting.position)
  const next = position === 1
  if (waiting.waitMs === undefined) {
    return say(view, next ? 'wait_next' : 'wait_position', { position: String(position) })
  }
  const minutes = Math.max(1, Math.ceil(waiting.waitMs / MINUTE_MS))
  const values = { position: String(position), minutes: String(minutes) }
  return say(view, next ? 'wait_next_minutes' : 'wait_position_minutes', values)
}
