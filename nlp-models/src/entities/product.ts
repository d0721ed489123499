import { COMMON } from './flags.ts'
import { CODE, DIGITS, HAN, WORD } from './pieces.ts'
import { plainName } from './product-gazetteer.ts'
import { hashWithout, type NameIndex, step } from './product-index.ts'
import {
  type Extractor,
  endOf,
  type Found,
  flagsOf,
  gapBefore,
  isSign,
  type Scan,
  startOf,
  typeOf,
} from './source.ts'

/** Longer rows of words are no name. */
const MOST_WORDS = 12
const LONGEST = 128
/** A name of six letters with one left out. */
const SHORTEST = 5
// One row for all scans, as they are synchronous.
const hashes = new Int32Array(LONGEST)

/** Finds a product of the gazetteer; the value is its id. Names of six letters or more may have one typing slip. */
export const extractProduct: Extractor = (scan, index) => {
  const { products } = scan
  if (products === undefined) return undefined
  const type = typeOf(scan, index)
  const inCharacters = chineseName(scan, products.index, startOf(scan, index))
  if (type === HAN) return inCharacters
  if (type !== WORD && type !== CODE && type !== DIGITS) return undefined
  const inWords = latinName(scan, products.index, index)
  return (inCharacters?.end ?? 0) > (inWords?.end ?? 0) ? inCharacters : inWords
}

/** Walks the words from one on; the longest name is meant. */
function latinName(scan: Scan, index: NameIndex, first: number): Found | undefined {
  let best: Found | undefined
  let isBeginning = true
  let hasUnknown = false
  let at: number | undefined = first
  for (let length = 0, words = 0; at !== undefined && words < MOST_WORDS; words++) {
    length = append(scan, at, length)
    if (length > Math.min(index.longest + 1, LONGEST - 2)) break
    hasUnknown ||= (flagsOf(scan, at) & COMMON) === 0
    isBeginning &&= index.beginnings.has(hashes[length - 1] ?? 0)
    // A slip makes a word that is none, and all before it is typed right: `route` is no slip of router.
    if (!isBeginning && !hasUnknown) break
    const typed: Typed = { scan, index, first, last: at, length }
    best =
      (isBeginning ? exactName(typed) : undefined) ?? (hasUnknown ? slippedName(typed) : undefined) ?? best
    at = joinedTo(scan, at + 1)
  }
  return best
}

/** Adds the hashes of a piece's characters; answers the new length. */
function append(scan: Scan, piece: number, from: number): number {
  let length = from
  const end = endOf(scan, piece)
  let hash = length === 0 ? 0 : (hashes[length - 1] ?? 0)
  for (let at = startOf(scan, piece); at < end && length < LONGEST - 1; at++) {
    const unit = scan.lower.charCodeAt(at)
    if (unit === 39 || unit === 0x2019 || unit === 38) continue
    hash = step(hash, unit)
    hashes[length++] = hash
  }
  return length
}

interface Typed {
  readonly scan: Scan
  readonly index: NameIndex
  readonly first: number
  readonly last: number
  readonly length: number
}

function found({ scan, index, last }: Typed, form: number): Found | undefined {
  const id = index.forms[form]?.id
  return id === undefined ? undefined : { kind: 'product', end: endOf(scan, last), value: id }
}

function exactName(typed: Typed): Found | undefined {
  const { exact, forms } = typed.index
  const hash = hashes[typed.length - 1] ?? 0
  for (let place = exact.first(hash); place >= 0; place = exact.next(place, hash))
    if (forms[exact.at(place)]?.name === plainOf(typed)) return found(typed, exact.at(place))
  return undefined
}

function plainOf({ scan, first, last }: Typed): string {
  return plainName(scan.lower.slice(startOf(scan, first), endOf(scan, last)))
}

function slippedName(typed: Typed): Found | undefined {
  const { scan, index, first, last, length } = typed
  const isNear =
    index.firsts.has(scan.lower.charCodeAt(startOf(scan, first))) ||
    index.lasts.has(scan.lower.charCodeAt(endOf(scan, last) - 1))
  if (!isNear || length < SHORTEST) return undefined
  let form = slipOf(typed, hashes[length - 1] ?? 0)
  for (let at = 0; at < length && form < 0; at++) form = slipOf(typed, hashWithout(hashes, length, at))
  return form < 0 ? undefined : found(typed, form)
}

/** The name that a hash leads to and that is one slip away; -1 when there is none. */
function slipOf(typed: Typed, hash: number): number {
  const { slips, forms } = typed.index
  for (let place = slips.first(hash); place >= 0; place = slips.next(place, hash))
    if (isOneSlip(plainOf(typed), forms[slips.at(place)]?.name ?? '')) return slips.at(place)
  return -1
}

/** Whether one inserted, left out, changed or swapped letter makes one of the other; digits are never a slip. */
export function isOneSlip(typed: string, name: string): boolean {
  let from = 0
  while (from < typed.length && typed[from] === name[from]) from++
  let typedEnd = typed.length
  let nameEnd = name.length
  while (typedEnd > from && nameEnd > from && typed[typedEnd - 1] === name[nameEnd - 1]) {
    typedEnd--
    nameEnd--
  }
  const wrong = typed.slice(from, typedEnd)
  const right = name.slice(from, nameEnd)
  if (/\d/.test(wrong + right)) return false
  if (wrong.length <= 1 && right.length <= 1) return true
  return wrong.length === 2 && wrong[0] === right[1] && wrong[1] === right[0] && right.length === 2
}

/** The next word of a name, over a hyphen. */
function joinedTo(scan: Scan, from: number): number | undefined {
  const at = isSign(scan, from, '-/') ? from + 1 : from
  const type = typeOf(scan, at)
  const isPart = type === WORD || type === CODE || type === DIGITS
  return isPart && gapBefore(scan, at) <= 2 ? at : undefined
}

/** The longest name with Chinese characters; one space between its characters is passed over. */
function chineseName(scan: Scan, { characters }: NameIndex, start: number): Found | undefined {
  let node = characters.get(scan.lower.charCodeAt(start))
  let best: Found | undefined
  for (let at = start; node !== undefined; ) {
    at++
    if (node.id !== undefined) best = { kind: 'product', end: at, value: node.id }
    let next = node.next?.get(scan.lower.charCodeAt(at))
    if (next === undefined && scan.lower[at] === ' ' && node.next)
      next = node.next.get(scan.lower.charCodeAt(++at))
    node = next
  }
  return best
}
