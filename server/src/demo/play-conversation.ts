import type { Bot, BotState, Utterance } from '@parley/bot'
import type { Model } from '@parley/nlp-models'
import type { Change } from '../conversations/append.ts'
import { closeQuietly, wrapUp } from '../conversations/ending.ts'
import { offer } from '../conversations/offering.ts'
import { claim } from '../conversations/ownership.ts'
import { correct, note } from '../conversations/remarks.ts'
import { markSpam, SPAM } from '../conversations/spam.ts'
import type { Thread } from '../conversations/thread.ts'
import { opensConversation } from '../turns/open-conversation.ts'
import { ratingChange, replyChange } from '../turns/settle.ts'
import { turnChange } from '../turns/turn-change.ts'
import type { DemoConversation, SpokenTurn } from './history/conversation.ts'
import { createRandom } from './random.ts'
import { handoffAt, outcomeOf, passagesOf, readLine, type Turn } from './told-turns.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000
const OFFER_MS = 20_000
/** An open conversation has happened by now, up to a little pause. */
const OF_THE_TIME = 0.85

/** One thing that happens in a conversation, so long after the one before. */
interface Step {
  afterMs: number
  change: (thread: Thread, now: number) => Change | undefined
}

interface Play {
  bot: Bot
  model: Model | undefined
  colleagues: ReadonlyMap<string, { id: string; name: string }>
}

/** What happens in a written conversation, and when: the product's own decisions, one after another. */
export function playConversation(
  play: Play,
  conversation: DemoConversation,
  now: number,
): { at: number; change: Step['change'] }[] {
  const steps = stepsOf(play, conversation)
  const lived = conversation.daysAgo * DAY_MS
  const told = steps.reduce((sum, { afterMs }) => sum + afterMs, 0)
  const pace = Math.min(1, (OF_THE_TIME * lived) / told)
  let at = now - lived
  return steps.map(({ afterMs, change }) => {
    at += afterMs * pace
    return { at: Math.round(at), change }
  })
}

function stepsOf(play: Play, conversation: DemoConversation): Step[] {
  const random = createRandom(1000 + Number(conversation.id.slice(1)) * (conversation.id[0] === 'o' ? 7 : 3))
  const seconds = (low: number, high: number) => random.whole(low, high) * SECOND_MS
  const passages = passagesOf(conversation.turns)
  const handoff = conversation.handoff ? handoffAt(passages) : -1
  const agent = conversation.agent ? play.colleagues.get(conversation.agent) : undefined
  const memory: Memory = { state: play.bot.initialState() }
  const steps: Step[] = []
  let taken = false
  const take = () => {
    if (taken || !agent) return
    taken = true
    steps.push({ afterMs: seconds(1, 3), change: (thread, at) => offer(thread, agent, at + OFFER_MS) })
    steps.push({ afterMs: seconds(6, 18), change: (thread, at) => claim(thread, agent, thread.epoch, at) })
  }
  for (const [index, passage] of passages.entries()) {
    if (passage.kind === 'turn') {
      const change = turn(play, conversation, { passage, index, memory, handsOff: index === handoff })
      steps.push({ afterMs: index === 0 ? 0 : seconds(20, 70), change })
    } else if (agent) {
      take()
      steps.push({ afterMs: seconds(25, 60), change: spoken(play, conversation, agent, passage.line, index) })
    }
  }
  if (conversation.state === 'agent') take()
  if (conversation.state === 'closed' && agent && conversation.outcome !== SPAM)
    steps.push({ afterMs: seconds(5, 20), change: corrected(conversation, agent, memory) })
  if (conversation.state === 'closed') steps.push(...ending(play, conversation, agent, seconds))
  return steps
}

interface Memory {
  state: BotState
  /** The customer's first message, and what the model made of it. */
  first?: { seq: number; understanding: Utterance['understanding'] }
}

/** A colleague who sees that the model took the matter for another one says so. */
function corrected({ id, intent }: DemoConversation, agent: { id: string; name: string }, memory: Memory) {
  return (thread: Thread): Change | undefined => {
    const { first } = memory
    if (!first || first.understanding.intents[0]?.intent === intent) return undefined
    const { intents, sentiment: mood } = first.understanding
    const understanding = { intents: intents.map((one) => ({ ...one })), mood: { ...mood } }
    const event = `${thread._id}:${agent.id}:correct-demo-${id}`
    return correct(thread, agent, { of: first.seq, intent }, { understanding, before: [] }, event)
  }
}

function turn(
  { bot, model }: Play,
  conversation: DemoConversation,
  part: {
    passage: Turn
    index: number
    memory: Memory
    handsOff: boolean
  },
): Step['change'] {
  const { passage, index, memory, handsOff } = part
  return (thread, now) => {
    const opening = index === 0 ? opensConversation(thread, now) : {}
    const ofPeople = (opening.control ?? thread.control) !== 'bot'
    const utterances = passage.heard.map((line) => readLine(model, line, conversation.language))
    const outcome = outcomeOf(bot, {
      conversation,
      passage,
      utterances,
      state: memory.state,
      ofPeople,
      handsOff,
    })
    memory.state = outcome.state
    const [first] = utterances
    if (index === 0 && first) memory.first = { seq: thread.head + 1, understanding: first.understanding }
    const heard = utterances.map((utterance, place) => {
      const clientId = `demo-${conversation.id}-${index}-${place}`
      const body = { kind: 'message' as const, text: utterance.text, clientId }
      return { event: `${thread._id}:customer:${clientId}`, body, utterance }
    })
    return turnChange(thread, opening, { heard, outcome, bot: bot.version }, now)
  }
}

function spoken(
  { colleagues }: Pick<Play, 'colleagues'>,
  conversation: DemoConversation,
  agent: { id: string; name: string },
  { by, text }: SpokenTurn,
  index: number,
): Step['change'] {
  const clientId = `demo-${conversation.id}-${index}`
  const asked = [...colleagues.values()].filter(({ name }) => text.includes(`@${name}`))
  return (thread, now) => {
    const _id = `${thread._id}:${agent.id}:${by === 'note' ? 'note-' : ''}${clientId}`
    if (by === 'note') return note(agent, text, clientId, _id, asked)
    const { epoch, head: seenSeq } = thread
    return replyChange(thread, { _id }, { kind: 'reply', text, clientId, epoch, seenSeq, agent }, now)
  }
}

function ending(
  { bot }: Play,
  { id, rating, outcome = 'answered' }: DemoConversation,
  agent: { id: string; name: string } | undefined,
  seconds: (low: number, high: number) => number,
): Step[] {
  const fresh = JSON.stringify(bot.initialState())
  const askRating = rating !== undefined
  if (agent && outcome === SPAM) {
    const spam: Step['change'] = (thread, at) => markSpam(thread, agent, thread.epoch, false, at)
    return [{ afterMs: seconds(60, 600), change: spam }]
  }
  const close: Step = agent
    ? {
        afterMs: seconds(40, 150),
        change: (thread, at) =>
          wrapUp(
            thread,
            agent,
            { epoch: thread.epoch, seenSeq: thread.head, outcome, askRating },
            false,
            fresh,
            at,
          ),
      }
    : {
        afterMs: seconds(300, 900),
        change: (thread, at) => closeQuietly(thread, { outcome, askRating }, fresh, at),
      }
  if (!rating) return [close]
  const rate: Step = {
    afterMs: seconds(10, 90),
    change: (thread) =>
      ratingChange(
        thread,
        { _id: `${thread._id}:customer:demo-${id}-rating` },
        { kind: 'rating', ...rating },
      ),
  }
  return [close, rate]
}
