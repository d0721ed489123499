import { chooseDiverse, likenessOfSets } from '../similarity/mmr.ts'
import type { Statement } from './statement.ts'

/** A sentence with how likely it states what the customer came for, 0 to 1. */
export interface Matter {
  readonly statement: Statement
  readonly score: number
}

/** What speaks for a sentence, each 0 to 1. */
interface MatterFeatures {
  readonly isQuestion: number
  readonly isRequest: number
  readonly isTrouble: number
  readonly isIdentity: number
  /** How much it says: words that are no pleasantries, full at `SAYS_MUCH`. */
  readonly length: number
  /** 1 for the customer's first sentence that says anything, then 1/2, 1/3 … */
  readonly position: number
  /** Cosine with all other sentences of the conversation together. */
  readonly centrality: number
  /** Follows a question or request of the other side. */
  readonly isReply: number
}

const SAYS_MUCH = 6
/** Sentences that only say the half are worth showing, what is less likely than this is not. */
const WORTH_SHOWING = 0.1
const RELEVANCE_SHARE = 0.7
/** So many of the likeliest are compared with each other, whatever the length of the conversation. */
const MOST_COMPARED = 60

/**
 * Logistic regression on English conversations whose turns are labelled (`bench -- summary`, the halves that are not
 * reported), rounded. Not from there: `isReply`, as those have no agents' turns, and `isQuestion`, as hardly anybody asks
 * there; and `position` is less than the 3.2 that was found, since those customers have but one matter.
 */
const WEIGHTS: Readonly<Record<keyof MatterFeatures | 'bias', number>> = {
  bias: -3.2,
  isQuestion: 0.8,
  isRequest: 2.3,
  isTrouble: 0.7,
  isIdentity: -3,
  length: 1.7,
  position: 2.2,
  centrality: 2,
  isReply: -0.8,
}

/** Sentences of the customer that say what they came for, the likeliest first, none that only says another again. */
export function matterOf(statements: readonly Statement[], size: number): readonly Matter[] {
  const judged = featuresOf(statements)
    .map(({ statement, features }) => ({ statement, score: scoreOf(features) }))
    .filter(({ score }) => score >= WORTH_SHOWING)
    .toSorted(
      (a, b) =>
        b.score - a.score || a.statement.turn - b.statement.turn || a.statement.start - b.statement.start,
    )
    .slice(0, MOST_COMPARED)
  const sets = judged.map(({ statement }) => new Set(statement.keys))
  const chosen = chooseDiverse(
    judged.map(({ score }) => score),
    (a, b) => likenessOfSets(sets[a] ?? new Set(), sets[b] ?? new Set()),
    { size, share: RELEVANCE_SHARE },
  )
  return chosen.flatMap((item) => judged[item] ?? [])
}

/** The customer's sentences that say anything, with what speaks for each. */
function featuresOf(
  statements: readonly Statement[],
): readonly { readonly statement: Statement; readonly features: MatterFeatures }[] {
  const holding = new Map<string, number>()
  for (const { keys } of statements)
    for (const key of new Set(keys)) holding.set(key, (holding.get(key) ?? 0) + 1)
  const length = Math.hypot(...holding.values())
  let before = 0
  let asker: Statement | undefined
  return statements.flatMap((statement) => {
    if (statement.from !== 'customer') {
      asker = statement
      return []
    }
    if (statement.keys.length === 0) return []
    before++
    const flag = (is: boolean) => (is ? 1 : 0)
    const { isQuestion, isRequest, isTrouble, isIdentity, keys } = statement
    const features = {
      isQuestion: flag(isQuestion),
      isRequest: flag(isRequest),
      isTrouble: flag(isTrouble),
      isIdentity: flag(isIdentity),
      length: Math.min(1, keys.length / SAYS_MUCH),
      position: 1 / before,
      centrality: centralityOf(keys, holding, length),
      isReply: flag(
        asker !== undefined && asker.turn >= statement.turn - 2 && (asker.isQuestion || asker.isRequest),
      ),
    }
    return [{ statement, features }]
  })
}

function centralityOf(keys: readonly string[], holding: ReadonlyMap<string, number>, length: number): number {
  const own = new Set(keys)
  let product = 0
  for (const key of own) product += (holding.get(key) ?? 1) - 1
  return length === 0 ? 0 : Math.min(1, product / (Math.sqrt(own.size) * length))
}

function scoreOf(features: MatterFeatures): number {
  let sum = WEIGHTS.bias
  for (const [name, value] of Object.entries(features)) sum += WEIGHTS[name as keyof MatterFeatures] * value
  return 1 / (1 + Math.exp(-sum))
}
