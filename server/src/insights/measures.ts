import type { MoodCounts } from '../contract/index.ts'
import type { Fact, FactKind } from './fact.ts'
import type { Bucket } from './zone.ts'

/**
 * Every number of the supervisor, defined once. In words, which the console shows beside each:
 *
 * waiting       conversations that asked for a person and that nobody has yet, now
 * talking       conversations that a person has, now
 * firstReply    median time from when a customer began to wait for a person to that person's first message, of
 *               conversations that got their first reply in the period
 * byBot         closed in the period without a person ever having taken them, of all that were closed in it
 * csat          mean of the customers' answers from 1 to 5 that were given in the period
 * mood          customers' messages that were read as positive, neutral and negative; the mean of their scores
 * handle time   median time from taking a conversation to wrapping it up, of those closed in the period
 * negative share negative messages of all of the customers' messages
 */

export const ofKind = (facts: readonly Fact[], kind: FactKind): Fact[] =>
  facts.filter((fact) => fact.kind === kind)

export function countMoods(messages: readonly Fact[]): MoodCounts {
  const counts: MoodCounts = { positive: 0, neutral: 0, negative: 0 }
  for (const { mood } of messages) counts[mood ?? 'neutral'] += 1
  return counts
}

export const meanScore = (messages: readonly Fact[]): number | null =>
  mean(messages.map(({ score }) => score ?? 0))
export const meanRating = (ratings: readonly Fact[]): number | null =>
  mean(ratings.map(({ rating }) => rating ?? 0))

export function negativeShare(counts: MoodCounts): number | null {
  const all = counts.positive + counts.neutral + counts.negative
  return all === 0 ? null : counts.negative / all
}

/** Of closed conversations, the share that no person took; null when none was closed. */
export function botShare(closed: readonly Fact[]): number | null {
  return closed.length === 0 ? null : closed.filter(({ byBot }) => byBot).length / closed.length
}

export const medianTook = (facts: readonly Fact[]): number | null =>
  median(facts.flatMap(({ tookMs }) => tookMs ?? []))

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const ordered = values.toSorted((a, b) => a - b)
  const upper = ordered[ordered.length >> 1] ?? 0
  return ordered.length % 2 === 1 ? upper : ((ordered[(ordered.length >> 1) - 1] ?? 0) + upper) / 2
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** What a value rose by; null when either side is not known. */
export const changeOf = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : now - before

/** The facts of each bucket; facts and buckets are in the order of time. */
export function inBuckets(facts: readonly Fact[], buckets: readonly Bucket[]): Fact[][] {
  let next = 0
  return buckets.map(({ from, to }) => {
    const own: Fact[] = []
    for (let fact = facts[next]; fact && fact.at < to; fact = facts[++next])
      if (fact.at >= from) own.push(fact)
    return own
  })
}

/** The facts of each group, the largest first. */
export function grouped(facts: readonly Fact[], key: (fact: Fact) => string): [string, Fact[]][] {
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    const name = key(fact)
    const group = groups.get(name)
    if (group) group.push(fact)
    else groups.set(name, [fact])
  }
  return [...groups].sort(([a, of], [b, other]) => other.length - of.length || (a < b ? -1 : 1))
}
