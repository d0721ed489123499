import { type Summary, splitSentences, summarise } from '@parley/nlp-models'
import { type Conversation, mattersOf } from './conversations.ts'

/** Turns of the sentences that a way of summing up takes for the matter, the best first. */
type Pick = (conversation: Conversation, summary: Summary) => readonly number[]

interface Said {
  readonly turn: number
  readonly length: number
}

const MOST = 3
const GREETING =
  /^(?:hi+|hai+|hey|hello|helo|good (?:morning|afternoon|evening|day)|你好|您好)(?: \p{L}+)?[\s\p{P}]*$/iu

/** What is compared: the product's own, and ways that need no understanding. */
export const PICKS: Readonly<Record<string, Pick>> = {
  parley: (_, summary) => summary.asked.map(({ turn }) => turn),
  'first sentence': (conversation) => sentencesOf(conversation).map(({ turn }) => turn),
  'first that greets nobody': (conversation) =>
    sentencesOf(conversation)
      .filter(({ turn }) => !GREETING.test(conversation.turns[turn]?.text.trim() ?? ''))
      .map(({ turn }) => turn),
  'longest sentence': (conversation) =>
    sentencesOf(conversation)
      .toSorted((a, b) => b.length - a.length)
      .map(({ turn }) => turn),
}

/** Fractions of the conversations that have a labelled matter. */
export interface AskedFigures {
  readonly conversations: number
  /** The first turn with a matter is the best sentence's, or one of the best three's. */
  readonly first: number
  readonly three: number
  /** Of all matters that are labelled in a conversation, those of which a turn is among the best three's; mean. */
  readonly covered: number
}

function sentencesOf({ turns }: Conversation): readonly Said[] {
  return turns.flatMap(({ from, text }, turn) =>
    from === 'customer' ? splitSentences(text).map(({ text: said }) => ({ turn, length: said.length })) : [],
  )
}

/** How each way does on conversations, by its name. */
export function judgeAsked(conversations: readonly Conversation[]): Readonly<Record<string, AskedFigures>> {
  const judged = conversations.flatMap((conversation) => {
    const matters = conversation.turns.map((turn) => mattersOf(turn))
    const first = matters.findIndex((of) => of.length > 0)
    return first < 0 ? [] : [{ conversation, matters, first, summary: summarise(conversation.turns) }]
  })
  return Object.fromEntries(
    Object.entries(PICKS).map(([name, pick]) => {
      const hits = judged.map(({ conversation, matters, first, summary }) => {
        const picked = pick(conversation, summary).slice(0, MOST)
        const all = new Set(matters.flat())
        const covered = new Set(picked.flatMap((turn) => matters[turn] ?? []))
        return { first: picked[0] === first, three: picked.includes(first), covered: covered.size / all.size }
      })
      const mean = (of: (hit: (typeof hits)[number]) => number) =>
        hits.reduce((sum, hit) => sum + of(hit), 0) / Math.max(1, hits.length)
      const figures = {
        conversations: hits.length,
        first: mean((hit) => Number(hit.first)),
        three: mean((hit) => Number(hit.three)),
        covered: mean((hit) => hit.covered),
      }
      return [name, figures]
    }),
  )
}
