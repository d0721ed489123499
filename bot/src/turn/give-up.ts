import { renderFor } from '../channels/drivers.ts'
import { handOff, silent } from '../converse.ts'
import type { TurnInput, TurnOutcome } from '../conversing.ts'
import type { BotDefinition } from '../definition/schema.ts'
import { outcomeOf } from './outcome.ts'
import type { Turn } from './turn-state.ts'
import { viewOf } from './view-of.ts'

/** The outcome of a turn that could not be taken: people get the conversation. */
export function giveUp(input: TurnInput, definition: BotDefinition): TurnOutcome {
  const turn: Turn = { input, definition }
  const view = viewOf(turn)
  const { topic } = input.state
  const plan =
    input.control === 'bot'
      ? handOff(view, {
          rule: 'bot_failed',
          reason: 'bot_failed',
          ...(topic === undefined ? {} : { intent: topic }),
        })
      : silent(view, 'belongs_to_people')
  return outcomeOf(
    plan,
    plan.messages.flatMap((message) => renderFor(message, input.capabilities)),
    plan.brief,
  )
}
