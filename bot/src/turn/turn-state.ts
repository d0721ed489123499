import type { Language } from '@parley/nlp-models'
import type { TurnContext } from 'botbuilder'
import type { TurnInput } from '../conversing.ts'
import type { BotDefinition } from '../definition/schema.ts'
import type { Plan } from '../plan.ts'

/** What travels with a turn through the pipeline, in `TurnContext.turnState`. */
export interface Turn {
  readonly input: TurnInput
  readonly definition: BotDefinition
  language?: Language
  /** What was decided; the middleware after the handler completes its state. */
  plan?: Plan
}

const TURN = Symbol('turn')

export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn)
}

/** @throws when the pipeline runs without a turn, which only a wiring error does. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN)
  if (turn === undefined) throw new Error('no turn in turnState')
  return turn
}
