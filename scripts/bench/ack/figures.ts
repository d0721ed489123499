import { rounded } from '../../lib/numbers.ts'
import { type Latency, latencyOf } from '../latency.ts'
import type { AckRound } from './rounds.ts'

export interface AckFigures {
  readonly messages: number
  readonly ackMs: Latency
  readonly answerMs: { readonly ordinary: Latency; readonly slow: Latency }
  /** How late the driver sent: part of the other times. */
  readonly lateMs: Latency
  /** Of all processes but the driver. */
  readonly cpuMsPerMessage: number
  readonly cpuMsByProcess: Readonly<Record<string, number>>
  /** Share of the machine that others took, highest of the rounds, in percent. */
  readonly foreign: number
  readonly pressure: number
}

/** All rounds of one contender taken together. */
export function figuresOf(rounds: readonly AckRound[]): AckFigures {
  const all = (read: (round: AckRound) => readonly number[]): Latency => latencyOf(rounds.flatMap(read))
  const messages = rounds.reduce((sum, { acks }) => sum + acks.length, 0)
  const names = Object.keys(rounds[0]?.load.byName ?? {}).filter((name) => name !== 'driver')
  const each = (ms: number): number => rounded(ms / Math.max(1, messages), 2)
  const cpu = (name: string): number => rounds.reduce((sum, { load }) => sum + (load.byName[name] ?? 0), 0)
  return {
    messages,
    ackMs: all(({ acks }) => acks),
    answerMs: { ordinary: all(({ answers }) => answers.ordinary), slow: all(({ answers }) => answers.slow) },
    lateMs: all(({ late }) => late),
    cpuMsPerMessage: each(names.reduce((sum, name) => sum + cpu(name), 0)),
    cpuMsByProcess: Object.fromEntries(names.map((name) => [name, each(cpu(name))])),
    foreign: rounded(Math.max(...rounds.map(({ load }) => load.foreign)) * 100),
    pressure: rounded(Math.max(...rounds.map(({ load }) => load.pressure))),
  }
}
