import type { HealthProblem } from '../../server/src/contract/index.ts'

/** The way of a message, in its order. */
export const hops = ['address', 'checks', 'door', 'accept', 'turn', 'log', 'live'] as const
export type HopName = (typeof hops)[number]

/** What a hop did: how long it took, or why it failed. One behind a failed one is not tried. */
export type HopResult =
  | { name: HopName; state: 'ok'; ms: number }
  | { name: HopName; state: 'failed'; why: string; detail?: string }
  | { name: HopName; state: 'skipped' }

/** What the customer came to know. */
export interface Examined {
  url: string
  results: readonly HopResult[]
  /** What the system itself says is wrong; undefined when it was not reached. */
  told: readonly HealthProblem[] | undefined
  /** Of a visitor's conversation that could not be removed. */
  left?: string
}

export interface Problem {
  code: string
  problem: string
  mend: string
  detail?: string | undefined
}

/** Ends the way: the hops behind it are not tried. */
export class HopError extends Error {
  override readonly name = 'HopError'
  readonly why: string
  readonly detail: string | undefined

  constructor(why: string, detail?: string) {
    super(why)
    this.why = why
    this.detail = detail
  }
}
