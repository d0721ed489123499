import type { Tool } from '../lib/tool.ts'

/** What a run of the lab is asked for. The same seed makes the same choices; what the machine does between them differs. */
export interface Ask {
  readonly seed: number
  /** How long faults are injected; a scenario that counts faults instead takes it as a hint. */
  readonly seconds: number
  readonly tool: Tool
  /** Further flags of this scenario, such as `--kills`. */
  readonly more: Readonly<Record<string, number | undefined>>
}

/** What came of it, by the lab's own history: never by the product's counters. */
export interface Outcome {
  /** How many faults were injected. */
  readonly faults: number
  /** What the product acknowledged. */
  readonly accepted: number
  /** Findings in words; none is the promise. */
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
  readonly misordered: readonly string[]
  readonly doubleOwned: readonly string[]
  /** Other promises of the scenario that were not kept, in words. */
  readonly broken: readonly string[]
  /** ms from each fault until the product did again what it is for. */
  readonly recoveryMs: readonly number[]
  /** Lines of the table that only this scenario has. */
  readonly facts: readonly (readonly [string, string | number])[]
  /** Damage that the naive way does under the same faults, by name: without any of one kind the lab is blind to it. */
  readonly control: Readonly<Record<string, number>>
}

export interface Scenario {
  /** One sentence for the list of scenarios. */
  readonly about: string
  /** Seconds of faults without `--seconds`. */
  readonly seconds: number
  /** Names of further flags with a number. */
  readonly flags?: readonly string[]
  run(ask: Ask): Promise<Outcome>
}

/** This machine does not have, or not allow, what a scenario needs: one sentence that says what. It is no failure. */
export class NotHereError extends Error {
  override readonly name = 'NotHereError'
}

export const nothingFound = {
  lost: [],
  duplicated: [],
  misordered: [],
  doubleOwned: [],
  broken: [],
  recoveryMs: [],
  facts: [],
} as const satisfies Partial<Outcome>
