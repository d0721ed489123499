import { effectiveReading, HandoffReason } from '../contract/index.ts'
import type { EntryFacts, StoredEntry } from '../conversations/entry.ts'
import type { Episode } from '../conversations/episode.ts'

export type MoodName = 'positive' | 'neutral' | 'negative'

/** What numbers are split by that belongs to the whole conversation; kept up to date while it goes on. */
export interface Conversation {
  /** `thread:episode` */
  id: string
  thread: string
  episode: number
  channel: string
  openedAt: number
  agent?: string
  queue?: string
  reason?: string
  intent?: string
  language?: string
  mood?: MoodName
  /** seq of the customer's first message in it. */
  firstSeq?: number
  /** seq of where it was opened again last, and the ends that were read of it. */
  reopenedSeq?: number
  ends?: readonly string[]
}

export type FactKind = 'messages' | 'begun' | 'closed' | 'handoffs' | 'replies' | 'ratings' | 'moves'

/** One thing that can be counted: it happened once, at a time, in a conversation. The id is its entry's. */
export interface Fact {
  id: string
  kind: FactKind
  at: number
  seq: number
  of: Conversation
  intent?: string
  mood?: MoodName
  score?: number
  language?: string
  reason?: HandoffReason
  queue?: string
  /** Who did it, where that is somebody else than who has the conversation. */
  agent?: string
  change?: string
  tookMs?: number
  byBot?: boolean
  rating?: number
  /** Of a message: what the model said of it. */
  said?: EntryFacts
}

export type FactEntry = Pick<StoredEntry, '_id' | 'thread' | 'seq' | 'episode' | 'kind' | 'at' | 'facts'>

/** Kinds of entries that numbers are counted from; those without facts count for nothing. */
export const countedKinds: StoredEntry['kind'][] = [
  'understanding',
  'handoff',
  'assignment',
  'message',
  'status',
  'rating',
  'correction',
]

/** What an entry counts as; undefined for what is not counted, such as an agent's second reply. */
export function factOf(
  { _id: id, kind, at, seq, facts = {} }: FactEntry,
  of: Conversation,
): Fact | undefined {
  const base = { id, at: at.getTime(), seq, of }
  switch (kind) {
    case 'understanding':
      return { ...base, kind: 'messages', ...readingOf(facts) }
    case 'handoff':
      return {
        ...base,
        kind: 'handoffs',
        ...known({ reason: HandoffReason.safeParse(facts.reason).data, queue: facts.queue }),
      }
    case 'assignment':
      return {
        ...base,
        kind: 'moves',
        ...known({ change: facts.change, agent: facts.agent, queue: facts.queue }),
      }
    case 'message':
      return facts.repliedMs === undefined
        ? undefined
        : { ...base, kind: 'replies', tookMs: facts.repliedMs, ...known({ agent: facts.agent }) }
    case 'status':
      return facts.closed === undefined
        ? undefined
        : {
            ...base,
            kind: 'closed',
            byBot: facts.closed === 'bot',
            ...known({ agent: facts.agent, tookMs: facts.handledMs }),
          }
    case 'rating':
      return { ...base, kind: 'ratings', ...known({ rating: facts.rating }) }
    default:
      return undefined
  }
}

/**
 * Mood and intent of a message as they count: what the model said, as far as nobody corrected it.
 * @param corrections of this message, oldest first
 */
export function readingOf(
  said: EntryFacts,
  corrections: readonly EntryFacts[] = [],
): Pick<Fact, 'said'> & Partial<Pick<Fact, 'intent' | 'mood' | 'score' | 'language'>> {
  const { intent: name, confidence = 0, mood: label = 'neutral', score = 0, language } = said
  const { intent, mood } = effectiveReading(
    {
      intents: name === undefined ? [] : [{ intent: name, confidence }],
      mood: { label, score, confidence: 0 },
    },
    corrections.map(correctionOf),
  )
  return {
    said,
    mood: mood.label,
    score: mood.score,
    ...known({ intent: intent?.name === NO_INTENT ? undefined : intent?.name, language }),
  }
}

/** What a person names when no intent is meant. */
const NO_INTENT = 'none'

function correctionOf({ intent, mood, withdrawn }: EntryFacts) {
  return { intent, mood, withdrawn }
}

/** A conversation as its line on the record tells it. */
export function conversationOf(line: Episode): Conversation {
  const { _id: id, thread, episode, channel, openedAt, agent, queue, reason, intent, mood } = line
  return {
    id,
    thread,
    episode,
    channel,
    openedAt: openedAt.getTime(),
    ...known({ agent, queue, reason, intent, mood: mood?.label }),
  }
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>
}
