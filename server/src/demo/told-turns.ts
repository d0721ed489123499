import type { Bot, BotState, Decision, HandoffBrief, TurnOutcome, Utterance } from '@parley/bot'
import { type Model, understand } from '@parley/nlp-models'
import type { DemoConversation, SpokenTurn } from './history/conversation.ts'

/** What is said until somebody else speaks: the customer's burst with the bot's answer, or a colleague's line. */
export type Passage = Turn | { kind: 'colleague'; line: SpokenTurn }
export interface Turn {
  kind: 'turn'
  heard: SpokenTurn[]
  said: SpokenTurn[]
}

/** Groups the lines of a written conversation as the product takes them: a burst and its answer are one turn. */
export function passagesOf(lines: readonly SpokenTurn[]): Passage[] {
  const passages: Passage[] = []
  for (const line of lines) {
    const last = passages.at(-1)
    if (line.by === 'agent' || line.by === 'note') passages.push({ kind: 'colleague', line })
    else if (last?.kind === 'turn' && !(line.by === 'customer' && last.said.length > 0)) join(last, line)
    else passages.push(join({ kind: 'turn', heard: [], said: [] }, line))
  }
  return passages
}

function join(turn: Turn, line: SpokenTurn): Turn {
  if (line.by === 'bot') turn.said.push(line)
  else turn.heard.push(line)
  return turn
}

/** The passage in which people were asked for: the bot's last word before a colleague's first. */
export function handoffAt(passages: readonly Passage[]): number {
  const first = passages.findIndex((passage) => passage.kind === 'colleague')
  const before = first < 0 ? passages : passages.slice(0, first)
  const spoken = before.findLastIndex((passage) => passage.kind === 'turn' && passage.said.length > 0)
  return spoken < 0 ? before.length - 1 : spoken
}

/** What the model says of a line; without a model, what the one who wrote it meant. */
export function readLine(model: Model | undefined, line: SpokenTurn, language: 'en' | 'zh'): Utterance {
  const { text, intent, mood = 0 } = line
  if (model) return { text, understanding: understand(model, text, { languageHint: language, ranked: 9 }) }
  const label = mood >= 0.3 ? 'positive' : mood <= -0.3 ? 'negative' : 'neutral'
  return {
    text,
    understanding: {
      language,
      intents: intent ? [{ intent, confidence: 0.9 }] : [],
      inScope: intent ? 0.95 : 0.5,
      entities: [],
      sentiment: { label, score: mood, confidence: 0.8 },
      model: 'none',
    },
  }
}

const handoffRules: Readonly<Record<string, string>> = {
  asked_for_person: 'asked_for_person',
  negative_mood: 'negative_twice',
  sensitive_topic: 'sensitive_topic',
  misunderstood: 'misunderstood_repeatedly',
}

export interface Told {
  conversation: DemoConversation
  passage: Turn
  utterances: readonly Utterance[]
  state: BotState
  /** In the bot's care, and this is where it asks people to take over. */
  handsOff: boolean
  ofPeople: boolean
}

/** The outcome that the bot would have come to, had it said what is written. */
export function outcomeOf(bot: Bot, told: Told): TurnOutcome {
  const { conversation, passage, state, ofPeople, handsOff } = told
  const decision = decisionOf(told)
  const messages = passage.said.map(({ text }) => [{ type: 'text' as const, text }])
  if (ofPeople) return { decision, messages: [], state }
  const topics = passage.said.flatMap(({ article }) => article ?? [])
  const after: BotState = {
    ...bot.initialState(state),
    introduced: true,
    language: conversation.language,
    topic: conversation.intent,
    tried: [...(state.tried ?? []), ...topics],
  }
  return { decision, messages, state: after, ...(handsOff ? { brief: briefOf(told) } : {}) }
}

function decisionOf({ conversation, passage, utterances, handsOff, ofPeople }: Told): Decision {
  const { handoff } = conversation
  if (ofPeople) return { kind: 'silent', rule: 'belongs_to_people' }
  if (handsOff && handoff) {
    return { kind: 'handoff', rule: handoffRules[handoff.reason] ?? handoff.reason, ...handoff } as Decision
  }
  const last = passage.said.at(-1)
  if (!last) return { kind: 'silent', rule: 'nothing_to_say' }
  const article = passage.said.find((line) => line.article)?.article
  if (!article && /[?？]$/.test(last.text)) return { kind: 'ask', rule: 'not_understood', slot: 'topic' }
  const intent = article ?? conversation.intent
  const ranked = utterances.at(-1)?.understanding.intents.find((one) => one.intent === intent)
  return {
    kind: 'answer',
    rule: article ? 'confident' : 'small_talk',
    intent,
    confidence: ranked?.confidence ?? 0.9,
    ...(article ? { article: `${article}.${conversation.language}.1` } : {}),
  }
}

function briefOf({ conversation, utterances, state }: Told): HandoffBrief {
  const { handoff, language, intent } = conversation
  const orders = utterances.flatMap(({ understanding }) =>
    understanding.entities.filter(({ kind }) => kind === 'order').map(({ value }) => value),
  )
  const moods = utterances.map(({ understanding }) => understanding.sentiment.score)
  return {
    reason: (handoff?.reason ?? 'asked_for_person') as HandoffBrief['reason'],
    language,
    intent,
    lastWords: utterances
      .map(({ text }) => text)
      .join(' / ')
      .slice(0, 240),
    collected: orders[0] ? { order: orders[0] } : {},
    mood: Math.min(...moods, 1) * (moods.length > 0 ? 1 : 0),
    tried: state.tried ?? [],
  }
}
