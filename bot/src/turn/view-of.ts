import { readUtterance } from '../policy/reading.ts'
import type { TurnView } from '../turn-view.ts'
import type { Turn } from './turn-state.ts'

/** What the decision may look at. */
export function viewOf({ input, definition, language }: Turn): TurnView {
  return {
    definition,
    language: language ?? input.state.language ?? 'en',
    control: input.control,
    state: input.state,
    readings: input.utterances.map((utterance) => readUtterance(utterance, input.state, definition)),
    facts: input.facts,
    now: input.now,
    seed: input.seed,
  }
}
