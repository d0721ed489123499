import { performance } from 'node:perf_hooks'
import { asNumber, isNullish } from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'
import { argument, type CommandContext } from './context.ts'

const CHECK_EVERY = 64
const MAX_MS = 2_147_483_647

/** The time that a client gives a command: work in small steps asks at each whether it is over. */
export class Deadline {
  readonly #end: number
  #steps = 0
  #lifted = false

  constructor(limitMs: number) {
    this.#end = performance.now() + limitMs
  }

  /** ms until the time is over; 0 when it is. */
  get remainingMs(): number {
    return Math.max(0, this.#end - performance.now())
  }

  /** @throws StoreError 50 when the time is over */
  step(): void {
    this.#steps += 1
    if (this.#lifted || this.#steps % CHECK_EVERY !== 0 || performance.now() < this.#end) return
    throw new StoreError(50, 'operation exceeded time limit')
  }

  /** The first batch was in time; how slowly the client takes the others does not count. */
  lift(): void {
    this.#lifted = true
  }

  *watch<T>(items: Iterable<T>): Generator<T, void, undefined> {
    for (const item of items) {
      this.step()
      yield item
    }
  }
}

/** The command's `maxTimeMS`; undefined when there is none. */
export function deadlineOf(context: CommandContext): Deadline | undefined {
  const limit = argument(context, 'maxTimeMS')
  if (isNullish(limit)) return undefined
  const number = asNumber(limit)
  if (number === undefined)
    throw new StoreError(14, `BSON field '${context.name}.maxTimeMS' is the wrong type, expected a number`)
  if (!Number.isInteger(number) || number < 0 || number > MAX_MS)
    throw badValue(`${number} value for maxTimeMS is out of range [0, ${MAX_MS}]`)
  return number === 0 ? undefined : new Deadline(number)
}
