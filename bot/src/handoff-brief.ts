import type { Entity } from '@parley/nlp-models'
import type { HandoffBrief } from './conversing.ts'
import type { HandoffCause } from './policy/handoff-rules.ts'
import type { Reading } from './policy/reading.ts'
import { isSmallTalk } from './policy/topics.ts'
import { shorten } from './text.ts'
import type { TurnView } from './turn-view.ts'

const LONGEST_LAST_WORDS = 240
/** Bare numbers, times and places say little without their sentence; ids and cards are nobody's to pass on. */
const collectedKinds: readonly string[] = ['order', 'email', 'phone', 'amount', 'date', 'product', 'person']

/** What the agent reads first: why, about what, in the customer's own words, and what was tried already. */
export function briefOf(view: TurnView, cause: HandoffCause): HandoffBrief {
  return {
    reason: cause.reason,
    language: view.language,
    ...(cause.intent === undefined ? {} : { intent: cause.intent }),
    lastWords: shorten(lastWords(view.readings), LONGEST_LAST_WORDS),
    collected: collected(view),
    mood:
      Math.min(...view.readings.map((reading) => reading.mood.score), 1) * (view.readings.length > 0 ? 1 : 0),
    tried: view.state.tried ?? [],
  }
}

/** Pleasantries and "a person, please" say little, unless there is nothing else. */
function lastWords(readings: readonly Reading[]): string {
  const telling = readings.filter(
    ({ intent }) => intent === undefined || (!isSmallTalk(intent) && intent !== 'agent.request'),
  )
  return (telling.length > 0 ? telling : readings).map((reading) => reading.text.trim()).join(' / ')
}

function collected(view: TurnView): Record<string, string> {
  const entities = view.readings
    .flatMap((reading) => reading.utterance.understanding.entities)
    .filter((entity) => collectedKinds.includes(entity.kind))
    .map((entity) => [entity.kind, toldAs(entity)] as const)
  return { ...view.state.known, ...view.state.dialog?.slots, ...Object.fromEntries(entities) }
}

/** `tomorrow` stays a word where nobody knew which day it was said on; a product is named as the customer did. */
function toldAs({ kind, text, value, relative }: Entity): string {
  return kind === 'product' || (relative && !/^\d/.test(value)) ? text : value
}
