import { asNumber, type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { badValue, StoreError } from '../errors.ts'

/** MongoDB's two failpoints that tests of drivers use. */
const KNOWN = new Set(['failCommand', 'onPrimaryTransactionalWrite'])

interface Active {
  readonly data: Doc
  /** Matching commands that still pass before it fires. */
  skip: number
  /** How often it still fires. */
  times: number
}

/** Failures on demand, so that a client's handling of them can be tested. */
export class FailPoints {
  readonly #active = new Map<string, Active>()

  /** @throws StoreError when there is no such failpoint or its mode cannot be read */
  configure(name: string, mode: Value, data: Doc): void {
    if (!KNOWN.has(name))
      throw new StoreError(9, `${name} is not a registered failpoint of the embedded store`)
    if (mode === 'off') this.#active.delete(name)
    else this.#active.set(name, { data, ...parseMode(mode) })
  }

  /** What a command of this name is to suffer; each answer uses up one time. */
  forCommand(command: string, appName: string | undefined): Doc | undefined {
    return this.#take('failCommand', ({ failCommands, appName: wanted }) => {
      const listed = isArray(failCommands) && failCommands.includes(command)
      return listed && (wanted === undefined || wanted === appName)
    })
  }

  /** What a numbered write that was not done yet is to suffer. */
  forNumberedWrite(): Doc | undefined {
    return this.#take('onPrimaryTransactionalWrite', () => true)
  }

  #take(name: string, matches: (data: Doc) => boolean): Doc | undefined {
    const active = this.#active.get(name)
    if (!active || !matches(active.data)) return undefined
    if (active.skip > 0) {
      active.skip -= 1
      return undefined
    }
    active.times -= 1
    if (active.times === 0) this.#active.delete(name)
    return active.data
  }
}

function parseMode(mode: Value): { skip: number; times: number } {
  if (mode === 'alwaysOn') return { skip: 0, times: Number.POSITIVE_INFINITY }
  const { times, skip } = isDoc(mode) ? mode : {}
  if (times !== undefined) return { skip: 0, times: atLeast(1, times) }
  if (skip !== undefined) return { skip: atLeast(0, skip), times: Number.POSITIVE_INFINITY }
  throw badValue("a failpoint's mode must be 'off', 'alwaysOn', { times } or { skip }")
}

function atLeast(least: number, value: Value): number {
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number) || number < least)
    throw badValue(`a failpoint's count must be a whole number of at least ${least}`)
  return number
}
