import { topicOf } from '../choices.ts'
import type { DialogSpec } from '../dialogs/dialog.ts'
import { dialogFor, menus, openDialog } from '../dialogs/dialogs.ts'
import { isUsable } from '../dialogs/engine.ts'
import { readYesNo } from '../dialogs/yes-no.ts'
import type { TurnView } from '../turn-view.ts'
import { type HandoffCause, mustHandOff } from './handoff-rules.ts'
import { isOneOf, type Reading } from './reading.ts'
import { CLEARLY_ANOTHER_TOPIC, isSmallTalk, type Topic, topicsOf } from './topics.ts'

/** What the bot does with a turn. One rule of the policy leads to one move. */
export type Move =
  | { readonly kind: 'silent'; readonly rule: string }
  | { readonly kind: 'handoff'; readonly cause: HandoffCause }
  /** The open dialog goes on, after answers to what was asked in between. */
  | {
      readonly kind: 'dialog'
      readonly spec: DialogSpec
      readonly replies: readonly Reading[]
      readonly topics: readonly Topic[]
      readonly smallTalk?: string
    }
  | { readonly kind: 'dialog_unusable'; readonly spec: DialogSpec }
  | { readonly kind: 'leave'; readonly spec: DialogSpec; readonly topics: readonly Topic[] }
  | { readonly kind: 'topics'; readonly rule: string; readonly topics: readonly Topic[] }
  | { readonly kind: 'small_talk'; readonly intent: string; readonly confidence: number }
  | { readonly kind: 'person_declined' }
  | { readonly kind: 'action_pending' }
  | { readonly kind: 'offer'; readonly intents: readonly string[]; readonly reading: Reading }
  | { readonly kind: 'not_understood' }

/** The policy, top rule first. Pure: the same view leads to the same move. */
export function chooseMove(view: TurnView): Move {
  if (view.control !== 'bot') return { kind: 'silent', rule: 'belongs_to_people' }
  if (view.readings.length === 0) return { kind: 'silent', rule: 'nothing_to_say' }
  const replies = repliesOf(view)
  const cause = mustHandOff(view, replies)
  if (cause !== undefined) return { kind: 'handoff', cause }
  const spec = openDialog(view.state)
  return (spec === undefined ? undefined : moveInDialog(view, spec, replies)) ?? moveOutside(view)
}

/** The messages that answer the bot's open question. */
export function repliesOf(view: TurnView): ReadonlySet<Reading> {
  const spec = openDialog(view.state)
  const { dialog } = view.state
  if (spec === undefined || dialog === undefined) return new Set()
  return new Set(
    view.readings.filter(
      (reading) =>
        isUsable(spec, view, dialog, reading) &&
        (reading.choice !== undefined || reading.bare || !leadsElsewhere(view, spec, reading)),
    ),
  )
}

/** A message that asks something or starts another dialog is not a reply, even when it has a value in it. */
function leadsElsewhere(view: TurnView, spec: DialogSpec, reading: Reading): boolean {
  const { intent, confidence, certainty, question } = reading
  if (isOneOf(reading.said, view.definition.words.cancel)) return true
  if (certainty !== 'sure' || intent === undefined || isSmallTalk(intent)) return false
  const other = dialogFor(intent, view.definition, 'no_order')
  // An order number may be told in words that sound like another question.
  if (other !== undefined)
    return other.name !== spec.name && (question || confidence >= CLEARLY_ANOTHER_TOPIC)
  return question
}

function moveInDialog(view: TurnView, spec: DialogSpec, replies: ReadonlySet<Reading>): Move | undefined {
  const rest = view.readings.filter((reading) => !replies.has(reading))
  const topics = topicsOf(rest).filter((topic) => interrupts(view, spec, topic))
  if (topics.some((topic) => startedBy(view, topic) !== undefined)) {
    return { kind: 'topics', rule: 'dialog_switched', topics }
  }
  if (rest.some((reading) => leaves(reading, view))) return { kind: 'leave', spec, topics }
  const smallTalk = rest.findLast(
    ({ intent, certainty }) =>
      certainty === 'sure' && intent !== undefined && /^(smalltalk|feedback|bot)\./.test(intent),
  )?.intent
  const sameDialog = rest.some(({ certainty, intent }) => certainty === 'sure' && intent === spec.intent)
  if (replies.size === 0 && topics.length === 0 && smallTalk === undefined && !sameDialog) {
    return misunderstoodNow(view) ?? { kind: 'dialog_unusable', spec }
  }
  return {
    kind: 'dialog',
    spec,
    replies: [...replies],
    topics,
    ...(smallTalk === undefined ? {} : { smallTalk }),
  }
}

/** What interrupts a dialog must ask, want another dialog or clearly be of another matter; else it is a reply gone wrong. */
function interrupts(view: TurnView, spec: DialogSpec, topic: Topic): boolean {
  const started = startedBy(view, topic)
  if (started !== undefined) return started.name !== spec.name
  return topic.reading.question || topic.confidence >= CLEARLY_ANOTHER_TOPIC
}

function startedBy(view: TurnView, topic: Topic): DialogSpec | undefined {
  const named = topic.reading.orders.length > 0 && !topic.reading.bare
  return dialogFor(topic.intent, view.definition, named ? 'order_named' : 'no_order')
}

function leaves(reading: Reading, view: TurnView): boolean {
  if (reading.choice !== undefined) return false
  const sure = reading.certainty === 'sure' && reading.intent === 'dialog.cancel'
  return sure || isOneOf(reading.said, view.definition.words.cancel)
}

function moveOutside(view: TurnView): Move {
  const answer = replyToMenu(view)
  if (answer !== undefined) return answer
  const topics = topicsOf(view.readings)
  if (topics.length > 0) return { kind: 'topics', rule: 'confident', topics }
  const named = view.readings.find(
    (reading) => reading.orders.length > 0 && (reading.bare || reading.certainty === 'unknown'),
  )
  if (named !== undefined) {
    const topic = {
      intent: offeredDialog(view) ?? 'order.status',
      confidence: named.confidence,
      reading: named,
    }
    return { kind: 'topics', rule: 'named_an_order', topics: [topic] }
  }
  const talk = smallTalkOf(view)
  const unclear = view.readings.findLast(
    ({ certainty, intent }) => certainty === 'maybe' && intent !== undefined && !isSmallTalk(intent),
  )
  return (
    (unclear === undefined ? undefined : moveByGuess(view, unclear)) ??
    talk ??
    misunderstoodNow(view) ?? { kind: 'not_understood' }
  )
}

/** What is understood only half: as one of the next steps that were just offered, or by asking back once. */
function moveByGuess(view: TurnView, reading: Reading): Move | undefined {
  const { dialog, misunderstood } = view.state
  const { intent, confidence } = reading
  const next = dialog?.name === menus.nextSteps ? (dialog.choices ?? []).map(topicOf) : []
  if (intent !== undefined && next.includes(intent)) {
    return { kind: 'topics', rule: 'next_step', topics: [{ intent, confidence, reading }] }
  }
  const intents = offerable(view, reading)
  const offeredBefore = dialog?.name === menus.topics && misunderstood === 0
  return intents.length > 0 && !offeredBefore ? { kind: 'offer', intents, reading } : undefined
}

/** An order number says which of the offered topics is meant: the one that needs it. */
function offeredDialog({ state, definition }: TurnView): string | undefined {
  if (state.dialog?.name !== menus.topics) return undefined
  const offered = (state.dialog.choices ?? []).map(topicOf).filter((intent) => intent !== undefined)
  return offered.find((intent) => dialogFor(intent, definition, 'no_order') !== undefined)
}

/** A yes or no to what the last turn offered. */
function replyToMenu(view: TurnView): Move | undefined {
  const { dialog } = view.state
  const last = view.readings.at(-1)
  if (dialog === undefined || last === undefined || last.choice?.id.startsWith('topic:')) return undefined
  const yesNo = leaves(last, view) ? 'no' : readYesNo(last, view.definition.words)
  if (yesNo === undefined || topicsOf(view.readings).length > 0) return undefined
  if (dialog.name === menus.person) return yesNo === 'no' ? { kind: 'person_declined' } : undefined
  if (dialog.name === 'start-return') return { kind: 'action_pending' }
  if (dialog.name !== menus.topics) return undefined
  const offered = (dialog.choices ?? []).map(topicOf).filter((intent) => intent !== undefined)
  const [only, ...others] = offered.filter((intent) => intent !== 'agent.request')
  if (yesNo === 'yes' && only !== undefined && others.length === 0) {
    return { kind: 'topics', rule: 'confirmed', topics: [{ intent: only, confidence: 1, reading: last }] }
  }
  return misunderstoodNow(view) ?? { kind: 'not_understood' }
}

function smallTalkOf(view: TurnView): Move | undefined {
  const { words } = view.definition
  for (const reading of view.readings.toReversed()) {
    const { intent, confidence, certainty } = reading
    if (certainty === 'sure' && intent !== undefined) return { kind: 'small_talk', intent, confidence }
    if (isOneOf(reading.said, words.yes))
      return { kind: 'small_talk', intent: 'dialog.affirm', confidence: 1 }
    if (isOneOf(reading.said, words.no)) return { kind: 'small_talk', intent: 'dialog.deny', confidence: 1 }
    if (isOneOf(reading.said, words.cancel))
      return { kind: 'small_talk', intent: 'dialog.cancel', confidence: 1 }
  }
  return undefined
}

const MOST_OFFERED = 3
/** A runner-up is worth offering when it has at least this share of the best one's confidence. */
const RUNNER_UP_SHARE = 0.25

function offerable(view: TurnView, reading: Reading): string[] {
  const labels = view.definition.wording[view.language].topics
  const limit = RUNNER_UP_SHARE * reading.confidence
  return reading.ranked
    .filter(({ intent, confidence }) => confidence >= limit && intent in labels)
    .slice(0, MOST_OFFERED)
    .map(({ intent }) => intent)
}

function misunderstoodNow(view: TurnView): Move | undefined {
  if (view.state.misunderstood + 1 < view.definition.misunderstandingsBeforeHandoff) return undefined
  const intent = openDialog(view.state)?.intent ?? view.state.topic
  return {
    kind: 'handoff',
    cause: {
      rule: 'misunderstood_repeatedly',
      reason: 'misunderstood',
      ...(intent === undefined ? {} : { intent }),
    },
  }
}
