import type { Random } from '../../server/src/demo/random.ts'

/**
 * When customers come who know nothing of each other, in ms from the beginning on, ascending: so many a second on
 * average (a Poisson process), for so many seconds.
 */
export function arrivalTimes(random: Random, perSecond: number, seconds: number): number[] {
  const times: number[] = []
  const gap = (): number => (-Math.log(1 - random.next()) / perSecond) * 1000
  for (let at = gap(); at < seconds * 1000; at += gap()) times.push(at)
  return times
}
