import type { AgentLine, IntentLine, Wall, WatchWall } from '../contract/index.ts'
import { attentionOf } from './attention.ts'
import type { Book } from './book.ts'
import type { Fact } from './fact.ts'
import { agentOf, matches } from './filter.ts'
import { type Level, levelsAt } from './levels.ts'
import {
  botShare,
  changeOf,
  countMoods,
  grouped,
  inBuckets,
  meanRating,
  meanScore,
  medianTook,
  ofKind,
} from './measures.ts'
import type { Now } from './now.ts'
import type { People } from './people.ts'
import { type Span, spanOf } from './period.ts'
import type { Bucket } from './zone.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const INTENTS = 6
/** Who waited or was talked to when the period began is told by what happened in the days before it. */
const LEAD_MS = 2 * DAY_MS

/** From when the book must be read for a look at the live page. */
export function wallNeeds({ period, timeZone }: WatchWall, now: number): number {
  const { before } = spanOf(period, timeZone, now)
  return Math.min(before.from, now - 2 * HOUR_MS) - LEAD_MS
}

/** What the facts say; it changes only when something happens. */
export type Counted = Omit<Wall, 'waiting' | 'talking' | 'agents' | 'attention'> & {
  levels: {
    waiting: Pick<Wall['waiting'], 'change' | 'series'>
    talking: Pick<Wall['waiting'], 'change' | 'series'>
  }
  own: { messages: readonly Fact[]; before: readonly Fact[]; ratings: readonly Fact[]; all: readonly Fact[] }
}

/** Counts the period and the one before it. */
export function countWall(
  book: Pick<Book, 'between'>,
  people: People,
  watch: WatchWall,
  at: number,
): Counted {
  const { period, timeZone, team } = watch
  const span = spanOf(period, timeZone, at + 1)
  const mine = matches(team === undefined ? {} : { team }, people)
  const facts = book.between(span.from, span.to).filter(mine)
  const before = book.between(span.before.from, span.before.to).filter(mine)
  const hour = { from: span.to - HOUR_MS, to: span.to }
  const [messages, earlier] = [ofKind(facts, 'messages'), ofKind(before, 'messages')]
  const ratings = ofKind(facts, 'ratings')
  return {
    at,
    period,
    timeZone,
    ...(team === undefined ? {} : { team }),
    from: span.from,
    to: span.to,
    step: span.step,
    hour,
    ...tilesOf(facts, before, span),
    mood: moodNow(book, mine, hour),
    moods: inBuckets(messages, span.buckets).map((own, index) => ({
      ...bucketAt(span, index),
      ...countMoods(own),
    })),
    ...volumeOf(ofKind(facts, 'begun'), span),
    intents: intentsOf(messages),
    messages: messages.length,
    reasons: reasonsOf(facts, before),
    levels: levelsOf(book.between(Math.min(span.from, span.to - HOUR_MS) - LEAD_MS, span.to), span, {
      mine,
      people,
      team,
    }),
    own: { messages, before: earlier, ratings, all: facts },
  }
}

/** The whole page: what was counted, and what is going on now. */
export function composeWall(counted: Counted, now: Now, people: People, team: string | undefined): Wall {
  const { levels, own, ...rest } = counted
  const staff = people.staff.filter((person) => team === undefined || person.team === team)
  const [first] = now.longest
  const agents = agentsOf(staff, own.all, now.loads)
  return {
    ...rest,
    waiting: {
      count: now.waiting,
      ...(first ? { since: first.since, thread: first.thread } : {}),
      ...levels.waiting,
    },
    talking: {
      count: now.talking,
      online: agents.filter(({ presence }) => presence === 'online').length,
      ...levels.talking,
    },
    agents,
    attention: attentionOf({ at: counted.at, now, staff, ...own }),
  }
}

function tilesOf(facts: readonly Fact[], before: readonly Fact[], span: Span) {
  const tile = <Value extends string>(
    kind: 'replies' | 'closed' | 'ratings',
    name: Value,
    measure: (facts: readonly Fact[]) => number | null,
  ) => {
    const own = ofKind(facts, kind)
    const value = measure(own)
    return {
      own,
      value: {
        [name]: value,
        count: own.length,
        change: changeOf(value, measure(ofKind(before, kind))),
        series: inBuckets(own, span.buckets).map(measure),
      } as Record<Value, number | null> & { count: number; change: number | null; series: (number | null)[] },
    }
  }
  const byBot = tile('closed', 'share', botShare)
  return {
    firstReply: tile('replies', 'medianMs', medianTook).value,
    csat: tile('ratings', 'mean', meanRating).value,
    byBot: {
      ...byBot.value,
      closed: byBot.own.length,
      count: byBot.own.filter((fact) => fact.byBot).length,
    },
  }
}

const bucketAt = ({ buckets }: Span, index: number): Bucket => buckets[index] ?? { from: 0, to: 0 }

/** The last hour against the hour before, whatever the period. */
function moodNow(book: Pick<Book, 'between'>, mine: (fact: Fact) => boolean, hour: Bucket): Wall['mood'] {
  const said = ({ from, to }: Bucket) => ofKind(book.between(from, to), 'messages').filter(mine)
  const messages = said(hour)
  const score = meanScore(messages)
  const fiveMinutes = Array.from({ length: 12 }, (_, index) => ({
    from: hour.from + index * (HOUR_MS / 12),
    to: hour.from + (index + 1) * (HOUR_MS / 12),
  }))
  return {
    ...countMoods(messages),
    score,
    change: changeOf(score, meanScore(said({ from: hour.from - HOUR_MS, to: hour.from }))),
    series: inBuckets(messages, fiveMinutes).map(meanScore),
  }
}

function volumeOf(begun: readonly Fact[], span: Span): Pick<Wall, 'channels' | 'volume'> {
  const channels = grouped(begun, ({ of }) => of.channel).map(([channel]) => channel)
  const volume = inBuckets(begun, span.buckets).map((own, index) => ({
    ...bucketAt(span, index),
    counts: channels.map((channel) => own.filter(({ of }) => of.channel === channel).length),
  }))
  return { channels, volume }
}

function intentsOf(messages: readonly Fact[]): IntentLine[] {
  return grouped(messages, ({ intent }) => intent ?? '-')
    .slice(0, INTENTS)
    .map(([intent, own]) => ({
      intent,
      count: own.length,
      share: own.length / messages.length,
      score: meanScore(own) ?? 0,
    }))
}

function reasonsOf(facts: readonly Fact[], before: readonly Fact[]): Wall['reasons'] {
  const earlier = new Map(grouped(ofKind(before, 'handoffs'), ({ reason }) => reason ?? ''))
  return grouped(ofKind(facts, 'handoffs'), ({ reason }) => reason ?? '').flatMap(([name, own]) => {
    const reason = own[0]?.reason
    return reason ? [{ reason, count: own.length, before: earlier.get(name)?.length ?? 0 }] : []
  })
}

/** Everybody who could have conversations, those with something to show first. */
function agentsOf(staff: People['staff'], facts: readonly Fact[], loads: Now['loads']): AgentLine[] {
  const of = new Map(grouped(facts, (fact) => agentOf(fact) ?? ''))
  return staff
    .map(({ id, name, role, presence, capacity }) => {
      const load = loads.get(id) ?? 0
      const own = of.get(id) ?? []
      const [replies, closed, ratings] = [
        ofKind(own, 'replies'),
        ofKind(own, 'closed'),
        ofKind(own, 'ratings'),
      ]
      return {
        line: {
          id,
          name,
          presence,
          load,
          capacity,
          firstReplyMs: medianTook(replies),
          replies: replies.length,
          handledMs: medianTook(closed),
          closed: closed.length,
          rating: meanRating(ratings),
          ratings: ratings.length,
        },
        works: role === 'agent' || own.length > 0 || load > 0,
      }
    })
    .filter(({ works }) => works)
    .map(({ line }) => line)
    .toSorted(
      (a, b) => rank(a) - rank(b) || b.load - a.load || b.closed - a.closed || (a.name < b.name ? -1 : 1),
    )
}

const rank = ({ presence }: AgentLine): number => ['online', 'away', 'offline'].indexOf(presence)

/**
 * How many waited and were talked to at the end of each step; the change is against an hour ago. As with what is going
 * on now, a team is asked for what waits in its queues and has what its people have.
 */
function levelsOf(
  facts: readonly Fact[],
  span: Span,
  { mine, people, team }: { mine: (fact: Fact) => boolean; people: People; team: string | undefined },
): Counted['levels'] {
  const hourAgo = span.to - HOUR_MS
  const ends = span.buckets.map(({ to }) => to)
  const moments = [...ends, hourAgo].toSorted((a, b) => a - b)
  const line = (name: keyof Level, own: readonly Fact[]) => {
    const levels = levelsAt(own, moments)
    const then = levels[moments.indexOf(hourAgo)]?.[name] ?? 0
    const series = ends.map((end) => levels[moments.indexOf(end)]?.[name] ?? 0)
    return { change: (series.at(-1) ?? 0) - then, series }
  }
  const queues = team === undefined ? undefined : new Set(people.queuesOf(team))
  const asked = queues ? facts.filter(({ of }) => of.queue !== undefined && queues.has(of.queue)) : facts
  return { waiting: line('waiting', asked), talking: line('talking', facts.filter(mine)) }
}
