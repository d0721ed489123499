import { Double } from 'bson'
import { compareValues } from '../bson/compare.ts'
import { groupKey } from '../bson/group-key.ts'
import { sizeOf } from '../bson/size.ts'
import { Summation } from '../bson/summation.ts'
import {
  asNumber,
  type Doc,
  integer,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  setField,
  type Value,
} from '../bson/value.ts'
import { StoreError } from '../errors.ts'

/** What a group, a window or an array expression keeps of the values that it is given one after another. */
export interface Accumulator {
  /** Takes one value; returns by how many bytes the kept state grew. */
  add(value: Value): number
  result(): Value
}

export class Sum implements Accumulator {
  readonly #sum = new Summation()
  add(value: Value): number {
    if (isNumber(value)) this.#sum.add(value)
    return 0
  }
  result(): Value {
    return this.#sum.total()
  }
}

export class Average implements Accumulator {
  readonly #sum = new Summation()
  add(value: Value): number {
    if (isNumber(value)) this.#sum.add(value)
    return 0
  }
  result(): Value {
    return this.#sum.average()
  }
}

export class Count implements Accumulator {
  #count = 0
  add(): number {
    this.#count += 1
    return 0
  }
  result(): Value {
    return integer(this.#count)
  }
}

/** The lowest (-1) or highest (1) value; null and missing are left out. */
export class Extreme implements Accumulator {
  readonly #direction: 1 | -1
  #best: Value = null
  constructor(direction: 1 | -1) {
    this.#direction = direction
  }
  add(value: Value): number {
    if (isNullish(value)) return 0
    if (this.#best !== null && compareValues(value, this.#best) * this.#direction <= 0) return 0
    const grown = sizeOf(value) - sizeOf(this.#best)
    this.#best = value
    return grown
  }
  result(): Value {
    return this.#best
  }
}

export class First implements Accumulator {
  #seen = false
  #value: Value = null
  add(value: Value): number {
    if (this.#seen) return 0
    this.#seen = true
    this.#value = value
    return sizeOf(value)
  }
  result(): Value {
    return this.#value
  }
}

export class Last implements Accumulator {
  #value: Value = null
  add(value: Value): number {
    const grown = sizeOf(value) - sizeOf(this.#value)
    this.#value = value
    return grown
  }
  result(): Value {
    return this.#value
  }
}

export class Push implements Accumulator {
  readonly #items: Value[] = []
  add(value: Value): number {
    if (value === undefined) return 0
    this.#items.push(value)
    return sizeOf(value)
  }
  result(): Value {
    return this.#items
  }
}

export class AddToSet implements Accumulator {
  readonly #items = new Map<string, Value>()
  add(value: Value): number {
    if (value === undefined) return 0
    const key = groupKey(value)
    if (this.#items.has(key)) return 0
    this.#items.set(key, value)
    return sizeOf(value) + key.length
  }
  result(): Value {
    return [...this.#items.values()]
  }
}

export class MergeObjects implements Accumulator {
  readonly #merged: Doc = {}
  add(value: Value): number {
    if (isNullish(value)) return 0
    if (!isDoc(value))
      throw new StoreError(40400, '$mergeObjects requires object inputs, but the input is of another type')
    for (const [name, item] of Object.entries(value)) setField(this.#merged, name, item)
    return sizeOf(value)
  }
  result(): Value {
    return this.#merged
  }
}

/** The running variance as Welford forms it, step by step, which is how MongoDB forms it. */
export class StandardDeviation implements Accumulator {
  readonly #sample: boolean
  #count = 0
  #mean = 0
  #squares = 0
  constructor(sample: boolean) {
    this.#sample = sample
  }
  add(value: Value): number {
    if (!isNumber(value)) return 0
    const number = asNumber(value) ?? Number.NaN
    this.#count += 1
    const delta = number - this.#mean
    if (delta !== 0) {
      this.#mean += delta / this.#count
      this.#squares += delta * (number - this.#mean)
    }
    return 0
  }
  result(): Value {
    const divisor = this.#sample ? this.#count - 1 : this.#count
    return divisor <= 0 ? null : new Double(Math.sqrt(this.#squares / divisor))
  }
}

export class FirstN implements Accumulator {
  readonly #n: number
  readonly #items: Value[] = []
  constructor(n: number) {
    this.#n = n
  }
  add(value: Value): number {
    if (this.#items.length >= this.#n) return 0
    this.#items.push(value ?? null)
    return sizeOf(value)
  }
  result(): Value {
    return this.#items
  }
}

export class LastN implements Accumulator {
  readonly #n: number
  #items: Value[] = []
  constructor(n: number) {
    this.#n = n
  }
  add(value: Value): number {
    this.#items.push(value ?? null)
    // Cut seldom, so that a long stream costs its length.
    if (this.#items.length >= 2 * this.#n + 16) this.#items = this.#items.slice(-this.#n)
    return this.#items.length <= this.#n ? sizeOf(value) : 0
  }
  result(): Value {
    return this.#items.slice(-this.#n)
  }
}

interface Ranked {
  readonly key: Value
  readonly value: Value
  readonly position: number
}

/** Keeps the first n in an order; equal ones stay in the order of their arrival. */
export class Best implements Accumulator {
  readonly #n: number
  readonly #compare: (a: Value, b: Value) => number
  readonly #finish: (values: readonly Value[]) => Value
  readonly #ignoreNull: boolean
  /** Of equal ones the later come first, because the whole is read from its end. */
  readonly #reverse: boolean
  #items: Ranked[] = []
  #arrived = 0
  constructor(options: {
    n: number
    compare: (a: Value, b: Value) => number
    finish: (values: readonly Value[]) => Value
    ignoreNull: boolean
    reverse?: boolean
  }) {
    this.#n = options.n
    this.#compare = options.compare
    this.#finish = options.finish
    this.#ignoreNull = options.ignoreNull
    this.#reverse = options.reverse ?? false
  }
  /** With a sort pattern the value is a pair of the sort keys and the output. */
  add(value: Value): number {
    if (this.#ignoreNull && isNullish(value)) return 0
    const [key, output] = !this.#ignoreNull && isArray(value) ? value : [value, value]
    this.#items.push({ key, value: output, position: this.#arrived })
    this.#arrived += 1
    if (this.#items.length >= 2 * this.#n + 16) this.#cut()
    return this.#arrived <= this.#n ? sizeOf(value) : 0
  }
  #cut(): void {
    const later = this.#reverse ? -1 : 1
    this.#items.sort((a, b) => this.#compare(a.key, b.key) || (a.position - b.position) * later)
    this.#items.length = Math.min(this.#items.length, this.#n)
  }
  result(): Value {
    this.#cut()
    return this.#finish(this.#items.map(({ value }) => value))
  }
}
