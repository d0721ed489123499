import {
  type Bot,
  type BotState,
  type Facts,
  type TurnInput,
  type TurnOutcome,
  type Utterance,
  webChannel,
} from '@parley/bot'
import type { Model } from '@parley/nlp-models'
import type { Change } from '../conversations/append.ts'
import type { Commit, Drained } from '../conversations/commit.ts'
import { entryId } from '../conversations/entry.ts'
import type { Thread, ThreadState } from '../conversations/thread.ts'
import type { EventBody, InboxEvent } from '../ingest/event.ts'
import type { OpenState } from './bot-state.ts'
import { opensConversation } from './open-conversation.ts'
import type { Pending } from './pending.ts'
import type { Recall, Recalled } from './recall.ts'
import { type HeardMessage, turnChange } from './turn-change.ts'
import type { Understander } from './understand.ts'

/** An event with its seal opened. */
export interface OpenedEvent<Body extends EventBody = EventBody> {
  event: InboxEvent
  body: Body
}

export interface TurnDeps {
  /** Asked once a turn: what the operator changes meanwhile holds from the next one on. */
  bot: () => Bot
  understand: Understander
  loadFacts: (thread: Thread, state: BotState, utterances: readonly Utterance[]) => Promise<Facts>
  openState: OpenState
  commit: Commit
  recall: Recall
  /** One model for the whole drain, whatever is put to use meanwhile; none while none is loaded. */
  modelOf: (drain: Drained) => Model | undefined
  pending: Pick<Pending, 'assert'>
}

export type HandleTurn = (drain: Drained, burst: readonly OpenedEvent[]) => Promise<Thread>

/**
 * One turn: understand → decide → commit. The burst is the customer's messages that were pending together, or the
 * result of an action; before them comes what a hand-back left unanswered. The first file to read of the server.
 */
export function createHandleTurn(deps: TurnDeps): HandleTurn {
  const { modelOf, understand, openState, commit, recall, pending } = deps
  return async (drain, burst) => {
    const model = modelOf(drain)
    const messages = burst.filter(isMessage)
    const owed = drain.thread.owed ? await recall(drain.thread) : []
    const said = [
      ...owed,
      ...messages.map(({ event: { at }, body }) => ({
        text: body.text,
        attachments: body.files?.length ?? 0,
        at,
      })),
    ]
    const state = await openState(drain.thread)
    const understood = await understand(model, drain.thread, state, said, drain.isSuspect ?? false)
    const input = { bot: deps.bot(), burst, owed, understood, mayThink: model !== undefined }
    const committed = await commit(
      drain.thread._id,
      async (thread, now, attempt) => {
        if (attempt > 0)
          await pending.assert(
            thread,
            burst.map(({ event }) => event),
          )
        return await takeTurn(deps, thread, input, now)
      },
      drain,
    )
    return committed.thread
  }
}

interface TurnInputs {
  bot: Bot
  burst: readonly OpenedEvent[]
  owed: readonly Recalled[]
  /** Of what is owed, then of the burst's messages. */
  understood: readonly Utterance[]
  /** False without a model: then the bot hands off honestly. */
  mayThink: boolean
}

/** The turn on a thread as it stands; nothing when there is nothing left to answer. */
async function takeTurn(
  deps: TurnDeps,
  thread: Thread,
  { bot, burst, owed, understood, mayThink }: TurnInputs,
  now: number,
): Promise<Change | undefined> {
  // Somebody may have taken the conversation over meanwhile; then they owe the answer.
  const recalled = thread.owed ? owed.map(({ seq }) => seq) : []
  if (burst.length + recalled.length === 0) return undefined
  const heard: HeardMessage[] = burst.filter(isMessage).flatMap(({ event, body }, index) => {
    const utterance = understood[owed.length + index]
    return utterance ? [{ event: event._id, body, utterance }] : []
  })
  const utterances = understood.slice(owed.length - recalled.length)
  const result = burst.find(isActionResult)
  const opening = heard.length > 0 ? opensConversation(thread, now) : {}
  const told = { thread, opening, utterances, result: result?.body, mayThink, now }
  const outcome = await decide(deps, { bot, ...told })
  const action = result ? { action: { event: result.event._id, body: result.body } } : {}
  return turnChange(thread, opening, { recalled, heard, outcome, bot: bot.version, ...action }, now)
}

interface Deciding {
  bot: Bot
  thread: Thread
  opening: Partial<ThreadState>
  utterances: readonly Utterance[]
  result: ActionResultBody | undefined
  mayThink: boolean
  now: number
}

/** The bot's decision on a thread as it stands. Without a model the bot hands off honestly. */
async function decide(
  deps: TurnDeps,
  { bot, thread, opening, utterances, result, mayThink, now }: Deciding,
): Promise<TurnOutcome> {
  const { loadFacts, openState } = deps
  const kept = await openState(thread)
  const state = opening.episode ? bot.initialState(kept) : kept
  const input: TurnInput = {
    state,
    control: opening.control ?? thread.control,
    utterances,
    ...(result ? { actionResult: toActionResult(result) } : {}),
    facts: await loadFacts(thread, state, utterances),
    now,
    seed: entryId(thread._id, thread.head + 1),
    capabilities: webChannel.capabilities,
  }
  return mayThink ? await bot.takeTurn(input) : bot.giveUp(input)
}

type MessageBody = Extract<EventBody, { kind: 'message' }>
type ActionResultBody = Extract<EventBody, { kind: 'action.result' }>

function isMessage(opened: OpenedEvent): opened is OpenedEvent<MessageBody> {
  return opened.body.kind === 'message'
}

function isActionResult(opened: OpenedEvent): opened is OpenedEvent<ActionResultBody> {
  return opened.body.kind === 'action.result'
}

function toActionResult(body: ActionResultBody) {
  if (!body.ok) return { name: 'create_return' as const, ok: false as const, code: body.code ?? 'failed' }
  return {
    name: 'create_return' as const,
    ok: true as const,
    output: { returnNumber: body.output?.['returnNumber'] ?? '' },
  }
}
