import {
  createRandom,
  createReplyMemory,
  createTextIndex,
  type ReplyCandidate,
  type ReplyMemory,
  rankReplies,
} from '@parley/nlp-models'
import type { Conversation } from './conversations.ts'

/** A customer's turn that an agent answered. */
interface Exchange {
  readonly asked: string
  readonly replied: string
}

type Rank = (exchange: Exchange, candidates: readonly ReplyCandidate[]) => readonly string[]

/** Share of exchanges whose true reply is the best, or one of the best three. */
export interface ReplyFigures {
  readonly first: number
  readonly three: number
}

const SEED = 7
const MOST_EXCHANGES = 1500

/** Exchanges of conversations in which both sides are written down. */
function exchangesOf(conversations: readonly Conversation[]): readonly Exchange[] {
  return conversations.flatMap(({ turns }) =>
    turns.flatMap(({ from, text }, at) => {
      const reply = turns[at + 1]
      if (from !== 'customer' || reply?.from !== 'agent') return []
      return [{ asked: text, replied: reply.text }]
    }),
  )
}

/** How often the true reply is found among `size` candidates, the others replies of chance to somebody else. */
export function judgeReplies(
  past: readonly Conversation[],
  conversations: readonly Conversation[],
  size: number,
): { readonly exchanges: number; readonly byRanker: Readonly<Record<string, ReplyFigures>> } {
  const memory = createReplyMemory(exchangesOf(past))
  const all = exchangesOf(conversations)
  const cases = all.filter((_, at) => at % Math.ceil(all.length / MOST_EXCHANGES) === 0)
  const rankers: Readonly<Record<string, Rank>> = {
    parley: (exchange, candidates) => ranked(exchange, candidates, memory),
    'parley without memory': (exchange, candidates) => ranked(exchange, candidates, undefined),
    'TF-IDF cosine': ({ asked }, candidates) =>
      createTextIndex(candidates.map(({ id, text }) => ({ id, title: '', body: text })))
        .rank(asked, 3)
        .map(({ id }) => id),
  }
  const byRanker = Object.fromEntries(
    Object.entries(rankers).map(([name, rank]) => {
      const random = createRandom(SEED)
      let first = 0
      let three = 0
      for (const one of cases) {
        const { candidates, right } = lineUp(one, all, size, random)
        const place = rank(one, candidates).indexOf(right)
        if (place === 0) first++
        if (place >= 0 && place < 3) three++
      }
      return [name, { first: first / cases.length, three: three / cases.length }]
    }),
  )
  return { exchanges: cases.length, byRanker }
}

/** The true reply at a place of chance among others that have other words. */
function lineUp({ replied }: Exchange, all: readonly Exchange[], size: number, random: () => number) {
  const texts = new Set([replied])
  while (texts.size < size) texts.add(all[Math.floor(random() * all.length)]?.replied ?? '')
  const right = Math.floor(random() * size)
  const others = [...texts].slice(1)
  const placed = [...others.slice(0, right), replied, ...others.slice(right)]
  // Ids say nothing of the place: equals are ordered by them.
  const candidates = placed.map((text, at) => ({
    id: String(at).padStart(4, '0'),
    source: 'earlier' as const,
    text,
  }))
  return { candidates, right: String(right).padStart(4, '0') }
}

function ranked(
  { asked }: Exchange,
  candidates: readonly ReplyCandidate[],
  memory: ReplyMemory | undefined,
): readonly string[] {
  const options = { limit: 3, least: 0, ...(memory ? { memory } : {}) }
  return rankReplies({ said: [asked] }, candidates, options).map(({ id }) => id)
}
