import { percentile, rounded } from '../lib/numbers.ts'

/** ms, to a tenth. */
export interface Latency {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export function latencyOf(times: readonly number[]): Latency {
  const at = (share: number): number => rounded(percentile(times, share), 1)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: rounded(Math.max(0, ...times), 1) }
}
