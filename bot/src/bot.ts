import type { BotState, OpenSlot, TurnInput, TurnOutcome, Utterance } from './conversing.ts'
import { defaultDefinition } from './definition/default-definition.ts'
import { BotDefinition, versionOf } from './definition/schema.ts'
import { openSlotOf } from './dialogs/dialogs.ts'
import { ordersIn } from './policy/reading.ts'
import { giveUp } from './turn/give-up.ts'

export interface Bot {
  /** Names the definition's content, for the record of every decision. */
  readonly version: string
  /** Decides and words one turn. Deterministic, without I/O; rejects only on an error of the bot itself. */
  takeTurn(input: TurnInput): Promise<TurnOutcome>
  /** The outcome for a turn that could not be taken: an honest handoff with the reason `bot_failed`. */
  giveUp(input: TurnInput): TurnOutcome
  /** Loads what the first turn would have to wait for. */
  warm(): Promise<void>
  /** What the open question waits for; `undefined` when no recogniser needs to look. */
  openSlot(state: BotState): OpenSlot | undefined
  /** The order numbers to look up before the turn, upper-case. */
  ordersNamed(state: BotState, utterances: readonly Utterance[]): string[]
  /** The state of a new episode; `before` keeps that the bot introduced itself, and the language. */
  initialState(before?: BotState): BotState
}

// A third of all that a process would load at its start, and one that takes no turns never needs it.
let pipeline: Promise<typeof import('./turn/take-turn.ts')> | undefined
function loadPipeline() {
  pipeline ??= import('./turn/take-turn.ts')
  return pipeline
}

/**
 * Makes the bot of a company from a definition, by default the one that is shipped.
 *
 * @throws ZodError when the definition is not valid.
 */
export function createBot({
  definition: given = defaultDefinition,
  company,
}: {
  readonly definition?: unknown
  readonly company: string
}): Bot {
  const definition = BotDefinition.parse(given)
  const named = (input: TurnInput): TurnInput =>
    input.facts.company === '' ? { ...input, facts: { ...input.facts, company } } : input
  return {
    version: versionOf(definition),
    takeTurn: async (input) => await (await loadPipeline()).runTurn(named(input), definition),
    giveUp: (input) => giveUp(named(input), definition),
    warm: async () => void (await loadPipeline()),
    openSlot: openSlotOf,
    ordersNamed,
    initialState,
  }
}

function ordersNamed(state: BotState, utterances: readonly Utterance[]): string[] {
  const { order: asked } = state.dialog?.slots ?? {}
  const { order: known } = state.known ?? {}
  const kept = [asked, known].filter((number) => number !== undefined)
  return [...new Set([...kept, ...utterances.flatMap(ordersIn)])]
}

function initialState(before?: BotState): BotState {
  const language = before?.language
  return {
    introduced: before?.introduced ?? false,
    misunderstood: 0,
    ...(language === undefined ? {} : { language }),
  }
}
