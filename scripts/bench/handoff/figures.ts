import { rounded } from '../../lib/numbers.ts'
import { type Latency, latencyOf } from '../latency.ts'
import type { JudgedOffers } from './judge.ts'
import type { Round } from './rounds.ts'

export interface HandoffFigures {
  readonly count: number
  /** From when it was due until it stood on the console. */
  readonly ms: Latency
  readonly unheard: number
  readonly wrong: number
  readonly unshown: number
  /** Of the server's processes, for each, without what they do while nobody asks. */
  readonly cpuMsEach: number
  readonly cpuMsByProcess: Readonly<Record<string, number>>
  /** Of the server's processes with everybody connected and nobody asking, ms a second. */
  readonly idleCpuMsPerSecond: number
  /** Share of the machine that others took, highest of the rounds, in percent. */
  readonly foreign: number
  readonly pressure: number
}

/** @param counted names of the processes that are the server's */
export function figuresOf(
  { rounds, idle, judged }: { rounds: readonly Round[]; idle: Round; judged: JudgedOffers },
  counted: readonly string[],
): HandoffFigures {
  const count = rounds.reduce((sum, round) => sum + round.count, 0)
  const perSecond = (name: string): number => (idle.load.byName[name] ?? 0) / idle.seconds
  // What goes on anyway is no handoff's; where that is nearly all, less than nothing would be left by chance.
  const cpu = (name: string): number => {
    const used = rounds.map(({ load, seconds }) => (load.byName[name] ?? 0) - perSecond(name) * seconds)
    return (
      Math.max(
        0,
        used.reduce((total, ms) => total + ms, 0),
      ) / Math.max(1, count)
    )
  }
  const sum = (of: (name: string) => number): number => counted.reduce((total, name) => total + of(name), 0)
  const { times, ...rest } = judged
  return {
    count,
    ms: latencyOf(times),
    ...rest,
    cpuMsEach: rounded(sum(cpu), 2),
    cpuMsByProcess: Object.fromEntries(counted.map((name) => [name, rounded(cpu(name), 2)])),
    idleCpuMsPerSecond: rounded(sum(perSecond)),
    foreign: rounded(Math.max(...rounds.map(({ load }) => load.foreign)) * 100),
    pressure: rounded(Math.max(...rounds.map(({ load }) => load.pressure))),
  }
}
