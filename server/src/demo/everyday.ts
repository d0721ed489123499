import type { Random } from './random.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000
const DAYS = 30
const A_DAY = 5
/** The last two days are what a first look is at. */
const LATELY = 15
/** Share of a day's questions that a weekend day brings. */
const WEEKEND = 0.55
/** How much is asked from 0 to 23 o'clock UTC, where shops in Europe and Asia are open. */
const hours = [2, 2, 3, 3, 3, 3, 4, 6, 8, 9, 9, 8, 8, 9, 8, 7, 6, 6, 7, 7, 6, 4, 3, 2]
const allHours = hours.reduce((sum, one) => sum + one, 0)

/** When in the last month a question was asked, in days before now: more by day than by night, fewer at weekends. */
export function everydayMoments(random: Random, now: number): number[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  return Array.from({ length: DAYS }, (_, back) => today - back * DAY_MS).flatMap((day, back) => {
    const weekend = [0, 6].includes(new Date(day).getUTCDay())
    const count = Math.round((back < 2 ? LATELY : A_DAY) * (weekend ? WEEKEND : 1)) + random.whole(-1, 1)
    return Array.from({ length: count }, () => (now - momentOf(random, day)) / DAY_MS).filter(
      (ago) => ago > 0,
    )
  })
}

function momentOf(random: Random, day: number): number {
  let left = random.next() * allHours
  const hour = hours.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return day + (hour + random.next()) * HOUR_MS
}
