import type { Csat, InsightFilter, InsightQuery, MoodTrend } from '../contract/index.ts'
import type { Book } from './book.ts'
import type { Fact } from './fact.ts'
import { groupOf, matches, type Teams } from './filter.ts'
import { countMoods, grouped, inBuckets, meanRating, meanScore, negativeShare, ofKind } from './measures.ts'
import { type Span, spanBetween, spanOf } from './period.ts'

/** Bars that can be told apart. */
const GROUPS = 60

/** The range of a question: from and to, or a period that ends now. */
export function spanOfQuery({ period, from, to, timeZone, step }: InsightQuery, now: number): Span {
  if (from !== undefined && to !== undefined) return spanBetween({ from, to }, timeZone, step)
  const span = spanOf(period ?? '7d', timeZone, now + 1)
  return step === undefined || step === span.step || span.step === '5m'
    ? span
    : spanBetween({ from: span.from, to: span.to }, timeZone, step)
}

function filterOf(query: InsightQuery): InsightFilter {
  const { period: _period, from: _from, to: _to, timeZone: _zone, step: _step, by: _by, ...filter } = query
  return filter
}

/** The moods of the customers' messages over time, and of each channel, team, intent, language or agent. */
export function moodTrend(
  book: Pick<Book, 'between'>,
  teams: Teams,
  query: InsightQuery,
  span: Span,
  at: number,
): MoodTrend {
  const mine = matches(filterOf(query), teams)
  const said = (from: number, to: number) => ofKind(book.between(from, to), 'messages').filter(mine)
  const messages = said(span.from, span.to)
  const before = said(span.before.from, span.before.to)
  const { by } = query
  const key = (fact: Fact) => (by ? groupOf(fact, by, teams) : '')
  const earlier = new Map(grouped(before, key))
  return {
    at,
    from: span.from,
    to: span.to,
    step: span.step,
    total: {
      ...countMoods(messages),
      score: meanScore(messages),
      negativeBefore: negativeShare(countMoods(before)),
    },
    buckets: inBuckets(messages, span.buckets).map((own, index) => ({
      from: span.buckets[index]?.from ?? 0,
      to: span.buckets[index]?.to ?? 0,
      ...countMoods(own),
      score: meanScore(own),
    })),
    ...(by ? { by } : {}),
    groups: by
      ? grouped(messages, key)
          .slice(0, GROUPS)
          .map(([name, own]) => ({
            key: name,
            ...countMoods(own),
            score: meanScore(own) ?? 0,
            negativeBefore: negativeShare(countMoods(earlier.get(name) ?? [])),
            series: inBuckets(own, span.buckets).map(meanScore),
          }))
      : [],
  }
}

/** What customers answered when they were asked how it was. */
export function csatOf(
  book: Pick<Book, 'between'>,
  teams: Teams,
  query: InsightQuery,
  span: Span,
  at: number,
): Csat {
  const mine = matches(filterOf(query), teams)
  const facts = book.between(span.from, span.to).filter(mine)
  const ratings = ofKind(facts, 'ratings')
  const before = ofKind(book.between(span.before.from, span.before.to), 'ratings').filter(mine)
  const { by } = query
  return {
    at,
    from: span.from,
    to: span.to,
    step: span.step,
    count: ratings.length,
    mean: meanRating(ratings),
    meanBefore: meanRating(before),
    closed: ofKind(facts, 'closed').length,
    stars: starsOf(ratings),
    buckets: inBuckets(ratings, span.buckets).map((own, index) => ({
      from: span.buckets[index]?.from ?? 0,
      to: span.buckets[index]?.to ?? 0,
      count: own.length,
      mean: meanRating(own),
    })),
    ...(by ? { by } : {}),
    groups: by
      ? grouped(ratings, (fact) => groupOf(fact, by, teams))
          .slice(0, GROUPS)
          .map(([key, own]) => ({ key, count: own.length, mean: meanRating(own) ?? 0, stars: starsOf(own) }))
      : [],
  }
}

function starsOf(ratings: readonly Fact[]): Csat['stars'] {
  const stars: Csat['stars'] = [0, 0, 0, 0, 0]
  for (const { rating = 0 } of ratings) {
    const place = rating - 1
    stars[place] = (stars[place] ?? 0) + 1
  }
  return stars
}
