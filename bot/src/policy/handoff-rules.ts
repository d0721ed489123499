import type { Sentiment } from '@parley/nlp-models'
import type { HandoffReason } from '../conversing.ts'
import { menus, openDialog } from '../dialogs/dialogs.ts'
import { readYesNo } from '../dialogs/yes-no.ts'
import type { TurnView } from '../turn-view.ts'
import { isOneOf, type Reading } from './reading.ts'
import { subjectOf, topicsOf } from './topics.ts'

export interface HandoffCause {
  readonly rule: string
  readonly reason: HandoffReason
  readonly intent?: string
}

/**
 * What must go to people whatever else the burst says. `replies` are messages that answer the bot's own question:
 * "damaged" as a reason for a return is no bad mood.
 */
export function mustHandOff(view: TurnView, replies: ReadonlySet<Reading>): HandoffCause | undefined {
  const { definition, readings, state } = view
  const spoken = topicsOf(readings)
  const intent = subjectOf(view, openDialog(state)?.intent)
  const cause = (rule: string, reason: HandoffReason): HandoffCause => ({
    rule,
    reason,
    ...(intent === undefined ? {} : { intent }),
  })
  if (readings.some((reading) => asksForPerson(reading, view)))
    return cause('asked_for_person', 'asked_for_person')
  if (spoken.some((topic) => definition.sensitive.includes(topic.intent))) {
    return cause('sensitive_topic', 'sensitive_topic')
  }
  const moods = moodsOf(view, replies)
  const serious = spoken.some((topic) => definition.serious.includes(topic.intent))
  if (serious && moods.some((mood) => isBelow(mood, definition.mood.serious))) {
    return cause('serious_and_negative', 'negative_mood')
  }
  if (moods.some((mood) => isBelow(mood, definition.mood.strong)))
    return cause('strong_negative_mood', 'negative_mood')
  if ((state.negative ?? 0) > 0 && isNegativeTurn(view, replies))
    return cause('negative_twice', 'negative_mood')
  return undefined
}

/** Whether this turn counts towards "negative twice in a row". */
export function isNegativeTurn(view: TurnView, replies: ReadonlySet<Reading>): boolean {
  return moodsOf(view, replies).some((mood) => isBelow(mood, view.definition.mood.repeated))
}

function asksForPerson(reading: Reading, view: TurnView): boolean {
  if (reading.certainty === 'sure' && reading.intent === 'agent.request') return true
  return view.state.dialog?.name === menus.person && readYesNo(reading, view.definition.words) === 'yes'
}

/** Moods of what the customer says of their own accord: no replies, no quick replies, no plain yes or goodbye. */
function moodsOf(view: TurnView, replies: ReadonlySet<Reading>): Sentiment[] {
  return view.readings
    .filter((reading) => !replies.has(reading) && reading.choice === undefined)
    .filter((reading) => !isPlainWord(reading, view))
    .map((reading) => reading.mood)
}

function isPlainWord({ said, certainty, intent }: Reading, view: TurnView): boolean {
  const { yes, no, cancel } = view.definition.words
  if (certainty === 'sure' && /^(dialog|smalltalk)\./.test(intent ?? '')) return true
  return [yes, no, cancel].some((words) => isOneOf(said, words))
}

function isBelow(mood: Sentiment, limit: { readonly score: number; readonly confidence: number }): boolean {
  return mood.label === 'negative' && mood.score <= limit.score && mood.confidence >= limit.confidence
}
