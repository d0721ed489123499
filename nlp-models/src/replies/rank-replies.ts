import { chooseDiverse } from '../similarity/mmr.ts'
import { detectLanguage } from '../text/language.ts'
import type { Language } from '../understanding.ts'
import { type Evidence, evidenceFor, readAsked } from './evidence.ts'
import { type Prepared, prepare } from './prepared.ts'
import type { RankedReply, ReplyCandidate, ReplyContext, ReplyReason } from './reply.ts'
import type { ReplyMemory } from './reply-memory.ts'
import { createTermSpace, likenessOf, type Weights } from './term-space.ts'

export interface ReplyOptions {
  /** Most replies; default 3. */
  readonly limit?: number
  /** Score below which a reply is not worth showing, 0 to 1; default 0.12. */
  readonly least?: number
  /** What agents answered so far. */
  readonly memory?: ReplyMemory
}

const USUAL = { limit: 3, least: 0.12 } as const
/** Replies in another language than the customer's can be of use to an agent, not to the customer. */
const OTHER_LANGUAGE = 0.4
const RELEVANCE_SHARE = 0.8
const MOST_COMPARED = 50
/** How far, in logits, a good record can move a reply that something else speaks for. */
const RECORD_LOGITS = 0.8
const RECENT_LOGITS = 0.2
const RECENT_DAYS = 30
const DAY_MS = 86_400_000

/** Ranks its candidates for what is asked. */
export type ReplyRanker = (context: ReplyContext) => readonly RankedReply[]

/** `createReplyRanker` for a single question. */
export function rankReplies(
  context: ReplyContext,
  candidates: readonly ReplyCandidate[],
  options: ReplyOptions = {},
): readonly RankedReply[] {
  return createReplyRanker(candidates, options)(context)
}

/**
 * Ranks what an agent could answer, the best first; empty when nothing is worth showing. Each witness that speaks for a reply
 * (`ReplyReason`) makes it likelier: `1 − Π (1 − strength)`. Another language counts less; how often it was taken when it
 * was shown, and when it was used last, move it up or down, but speak for nothing by themselves. The same words twice are one
 * suggestion, and what says nearly the same as a better one goes behind others (maximal marginal relevance). Equal candidates
 * are ordered by id, so the order in which they come does not matter. Candidates are read once; a question takes time linear
 * in their number.
 */
export function createReplyRanker(
  candidates: readonly ReplyCandidate[],
  options: ReplyOptions = {},
): ReplyRanker {
  const { limit, least, memory } = { ...USUAL, ...options }
  const space =
    memory?.space ?? createTermSpace(candidates.map(({ title = '', text }) => `${title}\n${text}`))
  const all = candidates.map((candidate) => prepare(candidate, space))
  return (context) => {
    const asked = readAsked(context, space, memory)
    const language = context.language ?? detectLanguage(context.said.join('\n'))
    const judged = all
      .map((one) => judge(one, evidenceFor(one, asked, context), language, context.now))
      .filter(({ score }) => score >= least && score > 0)
      .toSorted((a, b) => b.score - a.score || (a.prepared.candidate.id < b.prepared.candidate.id ? -1 : 1))
      .filter(isNewIn(new Set()))
      .slice(0, MOST_COMPARED)
    const chosen = chooseDiverse(
      judged.map(({ score }) => score),
      (a, b) => likenessOf(textOf(judged[a]), textOf(judged[b])),
      { size: limit, share: RELEVANCE_SHARE },
    )
    return chosen.flatMap((at) => toRanked(judged[at]))
  }
}

interface Judged {
  readonly prepared: Prepared
  readonly score: number
  readonly evidence: readonly Evidence[]
}

function judge(
  prepared: Prepared,
  evidence: readonly Evidence[],
  language: Language,
  now: number | undefined,
): Judged {
  const spoken = 1 - evidence.reduce((left, { strength }) => left * (1 - strength), 1)
  const isOwn = prepared.language === undefined || prepared.language === language
  return {
    prepared,
    evidence,
    score: withRecord(spoken * (isOwn ? 1 : OTHER_LANGUAGE), prepared.candidate, now),
  }
}

function toRanked(one: Judged | undefined): readonly RankedReply[] {
  if (one === undefined) return []
  const { candidate } = one.prepared
  const reasons = [...one.evidence.map(({ reason }) => reason), ...recordOf(candidate)]
  return [{ id: candidate.id, source: candidate.source, score: one.score, reasons }]
}

function textOf(one: Judged | undefined): Weights {
  return one?.prepared.textWeights ?? new Map()
}

/** Whether nothing before had the same words. */
function isNewIn(known: Set<string>): (one: Judged) => boolean {
  return ({ prepared: { words } }) => {
    const isNew = !known.has(words)
    known.add(words)
    return isNew
  }
}

/** Moves the odds by how often it was taken (one taken and one not are assumed before) and by how long ago it was used. */
function withRecord(
  score: number,
  { shown = 0, accepted = 0, usedAt }: ReplyCandidate,
  now: number | undefined,
): number {
  if (score <= 0 || score >= 1) return score
  const taken = (Math.min(accepted, shown) + 1) / (shown + 2)
  const days = usedAt === undefined || now === undefined ? undefined : Math.max(0, now - usedAt) / DAY_MS
  const recent = days === undefined ? 0 : RECENT_LOGITS * 0.5 ** (days / RECENT_DAYS)
  const odds = (score / (1 - score)) * Math.exp(RECORD_LOGITS * 2 * (taken - 0.5) + recent)
  return odds / (1 + odds)
}

function recordOf({ shown = 0, accepted = 0 }: ReplyCandidate): readonly ReplyReason[] {
  return shown > 0 && accepted > 0 ? [{ kind: 'accepted', accepted: Math.min(accepted, shown), shown }] : []
}
