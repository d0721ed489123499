import { isHan } from './pieces.ts'

const BASE = 0x01000193
const SHORTEST_WITH_SLIP = 6
/** So many names with the same hash are compared; more are alike to a letter. */
const MOST_COMPARED = 8

interface CharacterLevel {
  id: string | undefined
  next: Map<number, CharacterLevel> | undefined
}

/** Names by their hashes. Names with Chinese characters are a tree, as there are no words to begin from. */
export interface NameIndex {
  /** Hashes of all beginnings: where a row of words is none, no name goes on. */
  readonly beginnings: HashSet
  readonly exact: HashTable
  /** Names of six letters or more, and each of them without one of its characters. */
  readonly slips: HashTable
  readonly forms: readonly { readonly name: string; readonly id: string }[]
  readonly characters: ReadonlyMap<number, CharacterLevel>
  /** Longest name, in characters. */
  readonly longest: number
  /** First and last characters of names that allow a slip; one of the two is always typed right. */
  readonly firsts: ReadonlySet<number>
  readonly lasts: ReadonlySet<number>
}

/** Compiles plain names (letters and digits only). */
export function compileNames(names: readonly { readonly name: string; readonly id: string }[]): NameIndex {
  const latin = names.filter(({ name }) => !hasHan(name))
  const forms = latin.flatMap(({ name, id }) => formsOf(name).map((form) => ({ name: form, id })))
  const isFree = new Set<string>()
  const unique = forms.filter(({ name }) => !isFree.has(name) && isFree.add(name))
  const withSlip = unique.filter(({ name }) => letterCount(name) >= SHORTEST_WITH_SLIP)
  const exact = new HashTable(unique.length)
  const slips = new HashTable(withSlip.reduce((sum, { name }) => sum + name.length + 1, 0))
  const beginnings = new HashSet(unique.reduce((sum, { name }) => sum + name.length, 0))
  unique.forEach(({ name }, at) => {
    const hashes = beginningsOf(name)
    for (const hash of hashes) beginnings.add(hash)
    const hash = hashes[name.length - 1] ?? 0
    exact.add(hash, at)
    if (letterCount(name) < SHORTEST_WITH_SLIP) return
    slips.add(hash, at)
    for (const shorter of hashesWithoutOne(name)) slips.add(shorter, at)
  })
  return {
    beginnings,
    exact,
    slips,
    forms: unique,
    characters: treeOf(names.filter(({ name }) => hasHan(name))),
    longest: unique.reduce((most, { name }) => Math.max(most, name.length), 0),
    firsts: new Set(withSlip.map(({ name }) => name.charCodeAt(0))),
    lasts: new Set(withSlip.map(({ name }) => name.charCodeAt(name.length - 1))),
  }
}

function hasHan(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (isHan(name.charCodeAt(at))) return true
  return false
}

function letterCount(name: string): number {
  return name.replace(/[^a-z]/g, '').length
}

/** A name in singular and plural; the form itself first. */
function formsOf(name: string): string[] {
  if (!/[a-z]$/.test(name)) return [name]
  const forms = [name]
  if (/ies$/.test(name)) forms.push(`${name.slice(0, -3)}y`)
  if (/(?:ss|x|z|ch|sh)es$/.test(name)) forms.push(name.slice(0, -2))
  if (/[^s]s$/.test(name)) forms.push(name.slice(0, -1))
  else forms.push(/(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`)
  if (/[^aeiou]y$/.test(name)) forms.push(`${name.slice(0, -1)}ies`)
  return forms
}

function beginningsOf(name: string): number[] {
  const hashes: number[] = []
  let hash = 0
  for (let at = 0; at < name.length; at++) {
    hash = step(hash, name.charCodeAt(at))
    hashes.push(hash)
  }
  return hashes
}

/** A polynomial of the characters modulo 2³²: it can be taken without one of them in constant time. */
export function step(hash: number, unit: number): number {
  return (Math.imul(hash, BASE) + unit + 1) | 0
}

const powers = Int32Array.from({ length: 160 })
powers[0] = 1
for (let at = 1; at < powers.length; at++) powers[at] = Math.imul(powers[at - 1] ?? 1, BASE)

/** The hash of a row without the character at `at`, from the hashes of its beginnings. */
export function hashWithout(beginnings: ArrayLike<number>, length: number, at: number): number {
  const whole = beginnings[length - 1] ?? 0
  const before = at === 0 ? 0 : (beginnings[at - 1] ?? 0)
  const through = beginnings[at] ?? 0
  const rest = length - at - 1
  const tail = (whole - Math.imul(through, powers[rest] ?? 0)) | 0
  return (Math.imul(before, powers[rest] ?? 0) + tail) | 0
}

function hashesWithoutOne(name: string): number[] {
  const beginnings = beginningsOf(name)
  return beginnings.map((_, at) => hashWithout(beginnings, name.length, at))
}

function treeOf(
  names: readonly { readonly name: string; readonly id: string }[],
): Map<number, CharacterLevel> {
  const root = new Map<number, CharacterLevel>()
  for (const { name, id } of names) {
    let level = root
    let node: CharacterLevel | undefined
    for (let at = 0; at < name.length; at++) {
      if (node) {
        node.next ??= new Map()
        level = node.next
      }
      const unit = name.charCodeAt(at)
      node = level.get(unit) ?? { id: undefined, next: undefined }
      level.set(unit, node)
    }
    if (node) node.id ??= id
  }
  return root
}

/** Numbers by hash, several to one hash; open addressing. */
export class HashTable {
  readonly #keys: Int32Array
  /** One more than the number; 0 is free. */
  readonly #values: Int32Array
  readonly #mask: number

  constructor(entries: number) {
    const size = sizeFor(entries)
    this.#keys = new Int32Array(size)
    this.#values = new Int32Array(size)
    this.#mask = size - 1
  }

  add(key: number, value: number): void {
    let at = key & this.#mask
    let same = 0
    while (this.#values[at] !== 0) {
      if (this.#keys[at] === key && ++same > MOST_COMPARED) return
      at = (at + 1) & this.#mask
    }
    this.#keys[at] = key
    this.#values[at] = value + 1
  }

  /** The place of the first number of a hash, -1 when there is none. */
  first(key: number): number {
    return this.#from(key & this.#mask, key)
  }

  /** The place of the next number of a hash. */
  next(place: number, key: number): number {
    return this.#from((place + 1) & this.#mask, key)
  }

  /** The number at a place. */
  at(place: number): number {
    return (this.#values[place] ?? 0) - 1
  }

  #from(start: number, key: number): number {
    let at = start
    while (this.#values[at] !== 0) {
      if (this.#keys[at] === key) return at
      at = (at + 1) & this.#mask
    }
    return -1
  }
}

/** Hashes; open addressing. */
export class HashSet {
  readonly #keys: Int32Array
  readonly #used: Uint8Array
  readonly #mask: number

  constructor(entries: number) {
    const size = sizeFor(entries)
    this.#keys = new Int32Array(size)
    this.#used = new Uint8Array(size)
    this.#mask = size - 1
  }

  add(key: number): void {
    let at = key & this.#mask
    while (this.#used[at] !== 0) {
      if (this.#keys[at] === key) return
      at = (at + 1) & this.#mask
    }
    this.#used[at] = 1
    this.#keys[at] = key
  }

  has(key: number): boolean {
    let at = key & this.#mask
    while (this.#used[at] !== 0) {
      if (this.#keys[at] === key) return true
      at = (at + 1) & this.#mask
    }
    return false
  }
}

function sizeFor(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, entries * 2)))
}
