import { type Activity, HandoffEventNames } from 'botbuilder'
import { renderFor } from '../channels/drivers.ts'
import type { HandoffBrief, TurnInput, TurnOutcome } from '../conversing.ts'
import type { BotDefinition } from '../definition/schema.ts'
import { actionResultActivity, messageActivity, partsOf } from './activities.ts'
import { ConversationHandler } from './conversation-handler.ts'
import { GatewayAdapter } from './gateway-adapter.ts'
import { turnMiddleware } from './middleware.ts'
import { outcomeOf } from './outcome.ts'
import { setTurn, type Turn } from './turn-state.ts'

const handler = new ConversationHandler()

/** Takes one turn through the pipeline. The same input leads to the same outcome; nothing is sent or stored. */
export async function runTurn(input: TurnInput, definition: BotDefinition): Promise<TurnOutcome> {
  if (input.actionResult === undefined) return await runActivity(input, definition, messageActivity(input))
  const result = actionResultActivity(input, input.actionResult)
  const concluded = await runActivity(input, definition, result)
  if (input.utterances.length === 0 || concluded.decision.kind === 'handoff') return concluded
  const rest: TurnInput = { ...input, state: concluded.state }
  const answered = await runActivity(rest, definition, messageActivity(rest))
  const decision = answered.decision.kind === 'silent' ? concluded.decision : answered.decision
  return { ...answered, decision, messages: [...concluded.messages, ...answered.messages] }
}

async function runActivity(
  input: TurnInput,
  definition: BotDefinition,
  activity: Partial<Activity>,
): Promise<TurnOutcome> {
  const adapter = new GatewayAdapter()
  adapter.use(...turnMiddleware())
  const turn: Turn = { input, definition }
  await adapter.process(
    activity,
    (context) => setTurn(context, turn),
    (context) => handler.run(context),
  )
  if (turn.plan === undefined) throw new Error('the pipeline came to no decision')
  const messages = adapter.collected
    .map(partsOf)
    .filter((parts) => parts.length > 0)
    .flatMap((parts) => renderFor(parts, input.capabilities))
  return outcomeOf(turn.plan, messages, briefIn(adapter.collected))
}

function briefIn(collected: readonly Partial<Activity>[]): HandoffBrief | undefined {
  return collected.find((activity) => activity.name === HandoffEventNames.InitiateHandoff)?.value
}
