import type { Decision, TurnOutcome, Utterance } from '@parley/bot'
import type { Entity } from '@parley/nlp-models'
import type { EntryBody, Part } from '../contract/index.ts'
import type { Change } from '../conversations/append.ts'
import { type DraftEntry, entryId, previewOf, spokenParts } from '../conversations/entry.ts'
import type { Thread, ThreadState } from '../conversations/thread.ts'
import { requested } from '../handoff/request.ts'
import type { EventBody } from '../ingest/event.ts'
import { keptIntents } from '../training/utterance.ts'

export interface HeardMessage {
  event: string
  body: Extract<EventBody, { kind: 'message' }>
  utterance: Utterance
}

export interface Turn {
  /** seqs of earlier messages that this turn answers at last. */
  recalled?: readonly number[]
  heard: readonly HeardMessage[]
  /** The action whose result woke the bot. */
  action?: { event: string; body: Extract<EventBody, { kind: 'action.result' }> }
  outcome: TurnOutcome
  /** Version of the bot definition, kept with the decision. */
  bot: string
}

/** The entries and the state that a turn leads to. Pure: the commit may call it again for a thread that moved on. */
export function turnChange(thread: Thread, opening: Partial<ThreadState>, turn: Turn, now: number): Change {
  const { outcome, recalled = [] } = turn
  const entries: DraftEntry[] = []
  const push = (entry: DraftEntry): number => {
    entries.push(entry)
    return thread.head + entries.length
  }
  const opener = opening.episode === undefined ? undefined : turn.heard[0]?.body.opener
  // It was on the customer's screen before they wrote: so it stands in the log.
  if (opener)
    push({ by: { type: 'bot' }, public: true, body: { kind: 'message', parts: spokenParts(opener) } })
  const heardSeqs = pushHeard(turn, thread, push)
  if (turn.action) push(actionSettled(turn.action))
  const spoke = outcome.messages.length > 0
  if (outcome.decision.kind !== 'silent' || recalled.length > 0)
    push(decisionEntry(outcome.decision, [...recalled, ...heardSeqs], turn.bot))
  for (const parts of outcome.messages)
    push({ by: { type: 'bot' }, public: true, body: { kind: 'message', parts: [...parts] as Part[] } })

  const set: Partial<ThreadState> = {
    ...opening,
    ...(recalled.length > 0 ? { owed: undefined, unanswered: 0, botSeq: thread.customerSeq } : {}),
    ...heardState(thread, opening, turn, heardSeqs, now),
  }
  if (turn.action) set.action = undefined
  if (outcome.decision.kind === 'action') {
    const { name, input } = outcome.decision.action
    const seq = thread.head + entries.length + 1
    const key = entryId(thread._id, seq)
    push({ by: { type: 'bot' }, body: { kind: 'action', name, key, state: 'requested', input } })
    set.action = { key, name, seq }
  }
  if (outcome.decision.kind === 'handoff' && outcome.brief) {
    const handoff = requested(
      { ...thread, ...set } as Thread,
      { reason: outcome.decision.reason, queue: outcome.decision.queue, brief: outcome.brief },
      now,
    )
    entries.push(...handoff.entries)
    Object.assign(set, handoff.set)
  }
  const preview = lastWords(turn, spoke)
  return { entries, set, bot: JSON.stringify(outcome.state), ...(preview ? { preview } : {}) }
}

function pushHeard(turn: Turn, thread: Thread, push: (entry: DraftEntry) => number): number[] {
  const seqs: number[] = []
  for (const { event, body, utterance } of turn.heard) {
    const seq = push({
      by: { type: 'customer', id: thread.customer, name: thread.customerName },
      public: true,
      event,
      body: { kind: 'message', parts: spokenParts(body.text, body.files), clientId: body.clientId },
    })
    seqs.push(seq)
    push(understandingEntry(utterance, seq))
  }
  return seqs
}

function understandingEntry({ text, understanding }: Utterance, of: number): DraftEntry {
  const { language, intents, inScope, sentiment, entities, model } = understanding
  const top = intents[0]
  const named = top ? { intent: top.intent, confidence: top.confidence } : {}
  return {
    by: { type: 'system' },
    body: {
      kind: 'understanding',
      of,
      language,
      intents: keptIntents(intents).map(({ intent, confidence }) => ({ intent, confidence })),
      inScope,
      mood: { ...sentiment },
      entities: keptEntities(entities).map(({ kind, text, value }) => ({ kind, text, value })),
      model,
    },
    // Files say nothing of mood or matter: they are no point on anybody's curve.
    ...(isWordless(text)
      ? {}
      : { facts: { language, model, mood: sentiment.label, score: sentiment.score, ...named } }),
  }
}

/** So many fit into an entry; of a longer list bare numbers are left out first. */
const MOST_ENTITIES = 10

function keptEntities(entities: readonly Entity[]): readonly Entity[] {
  if (entities.length <= MOST_ENTITIES) return entities
  return entities
    .toSorted((a, b) => Number(a.kind === 'number') - Number(b.kind === 'number'))
    .slice(0, MOST_ENTITIES)
    .toSorted((a, b) => a.start - b.start)
}

const isWordless = (text: string) => text.trim() === ''

function decisionEntry(decision: Decision, of: number[], bot: string): DraftEntry {
  const body: Extract<EntryBody, { kind: 'decision' }> = {
    kind: 'decision',
    decision: decision.kind,
    rule: decision.rule,
    of,
    bot,
    ...(decision.kind === 'answer' ? { intent: decision.intent, confidence: decision.confidence } : {}),
    ...(decision.kind === 'answer' && decision.article ? { article: decision.article } : {}),
    ...((decision.kind === 'ask' || decision.kind === 'action') && decision.dialog
      ? { dialog: decision.dialog }
      : {}),
    ...(decision.kind === 'ask' ? { slot: decision.slot } : {}),
  }
  const given = decision.kind === 'answer' ? decision.article : undefined
  return {
    by: { type: 'bot' },
    body,
    facts: { decision: decision.kind, ...(given === undefined ? {} : { article: given }) },
  }
}

function actionSettled({ event, body }: NonNullable<Turn['action']>): DraftEntry {
  return {
    by: { type: 'system' },
    event,
    body: {
      kind: 'action',
      name: body.name,
      key: body.key,
      state: body.ok ? 'done' : 'failed',
      ...(body.output ? { output: body.output } : {}),
      ...(body.code ? { code: body.code } : {}),
    },
  }
}

function heardState(
  thread: Thread,
  opening: Partial<ThreadState>,
  turn: Turn,
  seqs: number[],
  now: number,
): Partial<ThreadState> {
  const last = turn.heard.at(-1)
  if (!last) return {}
  const control = opening.control ?? thread.control
  const understanding = turn.heard.findLast(({ utterance }) => !isWordless(utterance.text))?.utterance
    .understanding
  const top = understanding?.intents[0]
  const people = control !== 'bot'
  const unanswered = opening.unanswered ?? thread.unanswered
  return {
    ...(understanding ? { language: understanding.language, mood: { ...understanding.sentiment } } : {}),
    ...(top && names(top.intent, opening.episode ? undefined : thread.intent)
      ? { intent: { name: top.intent, confidence: top.confidence } }
      : {}),
    customerSeq: seqs.at(-1) ?? thread.customerSeq,
    ...(people ? {} : { botSeq: seqs.at(-1) ?? thread.botSeq }),
    unanswered: people ? unanswered + turn.heard.length : 0,
    ...(people && !thread.waitingSince ? { waitingSince: new Date(now) } : {}),
  }
}

/** A greeting, a thank-you, a yes or the wish for a person does not change what a conversation is about. */
function names(intent: string, before: Thread['intent']): boolean {
  return before === undefined || !/^(smalltalk|dialog|feedback|agent|bot)\./.test(intent)
}

function lastWords(turn: Turn, spoke: boolean): Change['preview'] {
  if (spoke) {
    const text = turn.outcome.messages
      .flat()
      .flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'card' ? [part.title] : []))
      .at(-1)
    if (text) return { by: 'bot', text }
  }
  const last = turn.heard.at(-1)
  return last ? { by: 'customer', text: previewOf(last.body.text, last.body.files) } : undefined
}
