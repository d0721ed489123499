import { FNV_OFFSET, finishHash, hashUnit } from './hash.ts'

/** Shorter words have too many neighbours at one edit, longer ones are no words. */
const SHORTEST = 4
const LONGEST = 24
const PLAIN_WORD = /^[a-z]+$/
const REMEMBERED = 5_000
const EMPTY = -1

/** Words that a text may use, and the way from a word with one slip back to the one that was meant. */
export interface Spelling {
  /** The word itself when it is known or nothing is near; else the most wanted word within one slip. */
  correct(word: string): string
}

/**
 * Makes a speller over words, the most wanted first. One slip is a letter too many, too few, another one, or two
 * neighbours that changed places (Damerau 1964). Two words within one slip share a form with at most one letter left out
 * (Mor and Fraenkel 1982), so a look-up costs a few hashes whatever the number of words.
 */
export function createSpelling(words: readonly string[], isKnown: (word: string) => boolean): Spelling {
  const cache = new Map<string, string>()
  let index: DeletionIndex | undefined

  const nearest = (word: string): string => {
    // Most texts have no slip, so the index is made when the first one comes.
    index ??= new DeletionIndex(words)
    let best = Number.POSITIVE_INFINITY
    index.forNear(word, (number) => {
      const candidate = words[number] ?? ''
      if (!isWithinOneSlip(word, candidate)) return
      // A first letter is seldom wrong: such a word gives way to one that begins alike.
      const rank = candidate.charCodeAt(0) === word.charCodeAt(0) ? number : number + words.length
      if (rank < best) best = rank
    })
    return words[best % words.length] ?? word
  }
  return {
    correct(word) {
      if (word.length < SHORTEST || word.length > LONGEST || isKnown(word)) return word
      const before = cache.get(word)
      if (before !== undefined) return before
      const found = PLAIN_WORD.test(word) ? nearest(word) : word
      if (cache.size >= REMEMBERED) cache.clear()
      cache.set(word, found)
      return found
    },
  }
}

/** Which words have a form in common with another when one letter is left out; hashed, so it may also say too many. */
class DeletionIndex {
  private readonly hashes: Uint32Array
  private readonly numbers: Int32Array
  private readonly mask: number

  constructor(words: readonly string[]) {
    const long = words.filter((word) => word.length >= SHORTEST && word.length <= LONGEST)
    const entries = long.reduce((sum, word) => sum + word.length + 1, 0)
    let capacity = 16
    while (capacity < entries * 2) capacity *= 2
    this.mask = capacity - 1
    this.hashes = new Uint32Array(capacity)
    this.numbers = new Int32Array(capacity).fill(EMPTY)
    words.forEach((word, number) => {
      if (word.length < SHORTEST || word.length > LONGEST) return
      for (let left = EMPTY; left < word.length; left++) this.put(hashWithout(word, left), number)
    })
  }

  forNear(word: string, visit: (number: number) => void): void {
    for (let left = EMPTY; left < word.length; left++) {
      const hash = hashWithout(word, left)
      for (let slot = hash & this.mask; this.numbers[slot] !== EMPTY; slot = (slot + 1) & this.mask)
        if (this.hashes[slot] === hash) visit(this.numbers[slot] as number)
    }
  }

  private put(hash: number, number: number): void {
    let slot = hash & this.mask
    while (this.numbers[slot] !== EMPTY) slot = (slot + 1) & this.mask
    this.hashes[slot] = hash
    this.numbers[slot] = number
  }
}

function hashWithout(word: string, left: number): number {
  let state = FNV_OFFSET
  for (let at = 0; at < word.length; at++) if (at !== left) state = hashUnit(state, word.charCodeAt(at))
  return finishHash(state)
}

/** Whether one slip at most turns one word into the other. */
export function isWithinOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && from < b.length && a.charCodeAt(from) === b.charCodeAt(from)) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
