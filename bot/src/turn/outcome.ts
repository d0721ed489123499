import type { HandoffBrief, TurnOutcome } from '../conversing.ts'
import type { Plan } from '../plan.ts'

export function outcomeOf(
  plan: Plan,
  messages: TurnOutcome['messages'],
  brief: HandoffBrief | undefined,
): TurnOutcome {
  return { decision: plan.decision, messages, state: plan.state, ...(brief === undefined ? {} : { brief }) }
}
