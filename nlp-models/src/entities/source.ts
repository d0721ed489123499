import type { EntityKind } from '../understanding.ts'
import type { Day } from './calendar.ts'
import type { CharacterTree } from './characters.ts'
import type { OrderMask } from './order.ts'
import { DIGITS, isAlphanumeric, isHan, type Pieces, SIGN, WORD } from './pieces.ts'
import type { ProductGazetteer } from './product-gazetteer.ts'

/** A text on its way through the extractors. */
export interface Scan extends Pieces {
  readonly characters: CharacterTree
  readonly masks: readonly OrderMask[]
  readonly products: ProductGazetteer | undefined
  readonly today: Day | undefined
  /** Whether 公司 or 集团 stands anywhere: nothing need be read ahead where it does not. */
  readonly hasCompanyEnd: boolean
  /** Whether `·` stands anywhere, as in 约翰·史密斯. */
  readonly hasMiddleDot: boolean
  /** Where the next `@` stands; -1 when none does any more. */
  nextMail: number
  /** What was found last, for the second end of a range. */
  last: Last
}

/** An entity that was found, with where it begins. */
export interface Last {
  readonly kind: EntityKind
  readonly start: number
  readonly end: number
  readonly value: string
  readonly relative: true | undefined
}

/** What an extractor found at one piece. */
export interface Found {
  readonly kind: EntityKind
  /** UTF-16 offset behind it. */
  readonly end: number
  readonly value: string
  /** A date that counts from the reference day. */
  readonly relative?: true
}

/** Looks for one kind of entity that begins exactly at piece `index`; reads a bounded number of characters. */
export type Extractor = (scan: Scan, index: number) => Found | undefined

/** Runs a sticky pattern at a position. All patterns here are bounded, so a scan is linear in the text. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

export function startOf(scan: Pieces, index: number): number {
  return index < scan.count ? (scan.starts[index] ?? 0) : scan.text.length
}

export function endOf(scan: Pieces, index: number): number {
  return index < 0 ? 0 : (scan.ends[index] ?? scan.text.length)
}

export function typeOf(scan: Pieces, index: number): number {
  return index >= 0 && index < scan.count ? (scan.types[index] ?? 0) : 0
}

/** What the lists know of a piece; 0 outside the text. */
export function flagsOf(scan: Pieces, index: number): number {
  return index >= 0 && index < scan.count ? (scan.nodes[index]?.flags ?? 0) : 0
}

export function numberOf(scan: Pieces, index: number): number {
  return scan.nodes[index]?.value ?? 0
}

/** A word, code or row of digits in lower case; empty for other pieces and outside the text. */
export function wordAt(scan: Pieces, index: number): string {
  return index >= 0 && index < scan.count ? (scan.words[index] ?? '') : ''
}

export function isWordOf(scan: Pieces, index: number, words: ReadonlySet<string>): boolean {
  return typeOf(scan, index) === WORD && words.has(wordAt(scan, index))
}

export function isSign(scan: Pieces, index: number, signs: string): boolean {
  return typeOf(scan, index) === SIGN && signs.includes(scan.lower[scan.starts[index] ?? 0] ?? ' ')
}

export function isDigits(scan: Pieces, index: number): boolean {
  return typeOf(scan, index) === DIGITS
}

export function lengthOf(scan: Pieces, index: number): number {
  return endOf(scan, index) - startOf(scan, index)
}

/** White space between a piece and the one before it. */
export function gapBefore(scan: Pieces, index: number): number {
  return index <= 0 ? 0 : startOf(scan, index) - endOf(scan, index - 1)
}

/** Whether a piece stands directly at the one before it. */
export function isGlued(scan: Pieces, index: number): boolean {
  return index > 0 && index < scan.count && scan.starts[index] === scan.ends[index - 1]
}

/** Whether a word begins with a capital letter. */
export function isCapital(scan: Pieces, index: number): boolean {
  const at = startOf(scan, index)
  return scan.text[at] !== scan.lower[at]
}

/** Whether a word is in capitals throughout; one letter is. */
export function isUpperCase(scan: Pieces, index: number): boolean {
  for (let at = startOf(scan, index); at < endOf(scan, index); at++)
    if (scan.text[at] === scan.lower[at] && /[a-z]/.test(scan.text[at] ?? '')) return false
  return isCapital(scan, index)
}

/** Whether a row of digits is not the rest of something longer: `2.3` of `v1.2.3`, `12` of `B-12`. */
export function standsFree(scan: Pieces, index: number): boolean {
  const at = startOf(scan, index)
  if (!isGlued(scan, index)) return true
  const before = scan.lower.charCodeAt(at - 1)
  if (isHan(before)) return true
  if (isAlphanumeric(before)) return typeOf(scan, index - 1) === WORD
  if (!'.-/_'.includes(scan.lower[at - 1] ?? ' ')) return true
  return !isAlphanumeric(scan.lower.charCodeAt(at - 2))
}

/** Whether nothing, or the end of a sentence, stands before a piece. */
export function startsSentence(scan: Pieces, index: number): boolean {
  return index === 0 || isSign(scan, index - 1, '.!?\n。！？…:"“(')
}

/** The first piece that begins at an offset or behind it, looked for from `index` on. */
export function pieceFrom(scan: Pieces, offset: number, index: number): number {
  let next = index
  while (next < scan.count && (scan.starts[next] ?? 0) < offset) next++
  return next
}
