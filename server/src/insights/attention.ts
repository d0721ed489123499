import type { Attention } from '../contract/index.ts'
import type { Fact } from './fact.ts'
import { countMoods, grouped, negativeShare } from './measures.ts'
import type { Now } from './now.ts'
import type { Person } from './people.ts'

const LONG_WAIT_MS = 3 * 60_000
/** Fewer messages than this say nothing about a mood. */
const LEAST_MESSAGES = 8
const LEAST_NEGATIVE = 3
const LEAST_RISE = 0.1
const AT_MOST = 6

/** What a supervisor should look at now, the most urgent first. Nothing is guessed: each line is counted. */
export function attentionOf(given: {
  at: number
  now: Now
  staff: readonly Person[]
  messages: readonly Fact[]
  before: readonly Fact[]
  ratings: readonly Fact[]
}): Attention[] {
  const { at, now, staff, messages, before, ratings } = given
  const unstaffed = [...now.queues].flatMap(([queue, waiting]): Attention[] =>
    staff.some(({ presence, queues }) => presence === 'online' && queues.includes(queue))
      ? []
      : [{ kind: 'queue_unstaffed', queue, waiting }],
  )
  const long = now.longest
    .filter(({ since }) => at - since >= LONG_WAIT_MS)
    .slice(0, 3)
    .map((one): Attention => ({ kind: 'waiting_long', ...one }))
  const low = (['1', '2'] as const).flatMap((rating): Attention[] => {
    const count = ratings.filter((fact) => fact.rating === Number(rating)).length
    return count > 0 ? [{ kind: 'low_ratings', rating, count }] : []
  })
  return [...unstaffed, ...long, ...moodsDown(messages, before), ...low].slice(0, AT_MOST)
}

/** Intents of which more is said in a bad mood than before: by a tenth of all messages at least. */
function moodsDown(messages: readonly Fact[], before: readonly Fact[]): Attention[] {
  const earlier = new Map(grouped(before, ({ intent }) => intent ?? ''))
  return grouped(messages, ({ intent }) => intent ?? '')
    .flatMap(([intent, own]) => {
      const old = earlier.get(intent) ?? []
      const counts = countMoods(own)
      const [share, shareBefore] = [negativeShare(counts) ?? 0, negativeShare(countMoods(old)) ?? 0]
      const enough =
        intent !== '' &&
        own.length >= LEAST_MESSAGES &&
        old.length >= LEAST_MESSAGES &&
        counts.negative >= LEAST_NEGATIVE
      return enough && share - shareBefore >= LEAST_RISE
        ? [{ kind: 'mood_down' as const, intent, share, before: shareBefore, negative: counts.negative }]
        : []
    })
    .toSorted((a, b) => b.share - b.before - (a.share - a.before))
    .slice(0, 2)
}
