import type { LexNode } from './pieces.ts'
import { CODE, keyOf, SIGN } from './pieces.ts'
import { endOf, gapBefore, isSign, lengthOf, type Scan, typeOf, wordAt } from './source.ts'

/** A word or phrase of the lists. */
export interface Phrase {
  readonly flags: number
  /** The piece behind it. */
  readonly next: number
  readonly end: number
}

/** The longest phrase of the lists that begins at a piece and has one of the flags. */
export function longestPhrase(scan: Scan, index: number, wanted: number): Phrase | undefined {
  let node = scan.nodes[index]
  let found: Phrase | undefined
  let at = index
  while (node !== undefined) {
    if ((node.flags & wanted) !== 0) found = { flags: node.flags, next: at + 1, end: endOf(scan, at) }
    const next = joinedTo(scan, at + 1)
    if (node.next === undefined || next === undefined) break
    node = nodeBehind(node, scan, next)
    at = next
  }
  return found
}

function nodeBehind(node: LexNode, scan: Scan, next: number): LexNode | undefined {
  const behind = node.next?.get(keyOf(wordAt(scan, next)))
  // `L.A.` and `E.ON`, but not two letters that stand apart.
  const isApart = lengthOf(scan, next) === 1 && gapBefore(scan, next) > 0
  return isApart ? undefined : behind
}

/** The next piece of a phrase, over a hyphen, a dot and the like: `Coca-Cola`, `Booking.com`, `St. Louis`. */
function joinedTo(scan: Scan, from: number): number | undefined {
  let at = from
  while (at < from + 2 && isSign(scan, at, "-.'’&+/") && gapBefore(scan, at) <= 1) at++
  const isWord = typeOf(scan, at) > 0 && typeOf(scan, at) <= CODE && typeOf(scan, at) !== SIGN
  return isWord && gapBefore(scan, at) <= 2 ? at : undefined
}
