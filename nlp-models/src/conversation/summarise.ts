import { keywords } from '../keywords/keywords.ts'
import type { Entity } from '../understanding.ts'
import { type Fact, factsOf } from './facts.ts'
import { headlineOf } from './headline.ts'
import { matterOf } from './matter.ts'
import { openOf } from './open-questions.ts'
import { promisesOf } from './promises.ts'
import { type ReadOptions, type Statement, statementsOf } from './statement.ts'
import { boundedTurns, type Speaker, type Turn } from './turn.ts'

/** A sentence as it was said: `turns[turn].text.slice(start, end) === text`. */
export interface Quote {
  readonly turn: number
  readonly from: Speaker
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface AskedQuote extends Quote {
  /** How likely the sentence states what the customer came for, 0 to 1; an order, not a measured probability. */
  readonly score: number
}

export interface PromiseQuote extends Quote {
  /** By when, as it was said; `date` where a date was found. */
  readonly due?: { readonly text: string; readonly date?: Entity }
}

export interface OpenQuote extends Quote {
  readonly kind: 'question' | 'request'
}

export interface Summary {
  /** The likeliest of what the customer asked, cut to some eighty characters; empty when nothing was asked. */
  readonly headline: string
  /** Sentences of the customer that state the matter, the likeliest first. */
  readonly asked: readonly AskedQuote[]
  /** What agent or bot undertook, in order. */
  readonly promised: readonly PromiseQuote[]
  /** What nobody has answered yet, of both sides, in order. */
  readonly open: readonly OpenQuote[]
  /** Values that were named, each once, in order. */
  readonly facts: readonly Fact[]
  /** What the talk was about, the best first. */
  readonly keywords: readonly string[]
  /** The customer's angriest turn, where turns say how they sound and one is negative. */
  readonly worstMood?: { readonly turn: number; readonly score: number }
  /** Whether turns, or ends of turns, were left out for length. */
  readonly isPartial: boolean
}

export interface SummaryOptions extends ReadOptions {
  /** Most sentences of `asked`; default 3. */
  readonly asked?: number
  /** Most of `promised`, `open` and `facts` each, of which the latest are kept; default 10. */
  readonly most?: number
  /** Most `keywords`; default 8. */
  readonly keywords?: number
}

const USUAL = { asked: 3, most: 10, keywords: 8 } as const

/**
 * Summarises a conversation by its own sentences: nothing is worded anew, so nothing can be said that nobody said. Reads
 * 1,000 turns (of more the first and last 500) of 4,000 characters each, in time that grows linearly with them; needs no
 * model. A conversation without words gives a summary without content. Throws nothing.
 */
export function summarise(turns: readonly Turn[], options: SummaryOptions = {}): Summary {
  const { asked, most, keywords: words } = { ...USUAL, ...options }
  const read = boundedTurns(turns)
  const statements = read.flatMap((turn) => statementsOf(turn, options))
  const matter = matterOf(statements, asked)
  const worst = worstMoodOf(turns)
  const telling = statements.filter(({ keys, isIdentity }) => keys.length > 0 && !isIdentity)
  return {
    headline: headlineOf(matter[0]?.statement.text ?? ''),
    asked: matter.map(({ statement, score }) => ({ ...quote(statement), score })),
    promised: promisesOf(statements)
      .slice(-most)
      .map(({ statement, due }) => ({ ...quote(statement), ...(due ? { due } : {}) })),
    open: openOf(statements)
      .slice(-most)
      .map(({ statement, kind }) => ({ ...quote(statement), kind })),
    facts: factsOf(statements).slice(-most),
    keywords: keywords(telling.map(withoutValues), { limit: words }).map(({ text }) => text),
    ...(worst ? { worstMood: worst } : {}),
    isPartial:
      read.length < turns.length ||
      read.some(({ index, text }) => text.length < (turns[index]?.text.length ?? 0)),
  }
}

function quote({ turn, from, start, end, text }: Statement): Quote {
  return { turn, from, start, end, text }
}

const VALUES: ReadonlySet<Entity['kind']> = new Set([
  'email',
  'phone',
  'order',
  'person',
  'card',
  'id',
  'url',
])

/** A sentence with a comma for each name and code: they are facts, not topics. */
function withoutValues({ text, start, entities }: Statement): string {
  let kept = ''
  let from = 0
  for (const entity of entities) {
    if (!VALUES.has(entity.kind)) continue
    kept += `${text.slice(from, Math.max(from, entity.start - start))},`
    from = entity.end - start
  }
  return kept + text.slice(from)
}

function worstMoodOf(turns: readonly Turn[]): Summary['worstMood'] {
  let worst: Summary['worstMood']
  turns.forEach(({ from, sentiment }, turn) => {
    if (from !== 'customer' || sentiment?.label !== 'negative') return
    if (worst === undefined || sentiment.score < worst.score) worst = { turn, score: sentiment.score }
  })
  return worst
}
