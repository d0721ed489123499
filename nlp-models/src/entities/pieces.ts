import { CURRENCY, MONTH } from './flags.ts'

/** What is known of a word, and of the phrases that it begins. */
export interface LexNode {
  flags: number
  /** Of a month 1 to 12, of a weekday 1 to 7, of a number word its value. */
  value: number
  next: Map<string, LexNode> | undefined
}

export type Lexicon = ReadonlyMap<string, LexNode>

/** Letters only. */
export const WORD = 1
/** 0 to 9 only. */
export const DIGITS = 2
/** A letter and digits, in one: `S24`, `NW48213`. */
export const CODE = 3
/** One Chinese character. */
export const HAN = 4
/** One UTF-16 unit of anything else but white space; a line break is one too. */
export const SIGN = 5

/** A text cut into pieces, from left to right; column `i` of each list is piece `i`. */
export interface Pieces {
  /** Full-width letters, digits and signs made half-width; offsets as in the original. */
  readonly text: string
  /** The same in lower case. */
  readonly lower: string
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly types: Uint8Array
  /** What is known of each word, code and row of digits. */
  readonly nodes: readonly (LexNode | undefined)[]
  /** Each word, code and row of digits in lower case, other pieces empty; forgotten by `forgetPieces`. */
  readonly words: readonly string[]
}

const FULL_WIDTH = /[\uFF01-\uFF5E]/
const ABOVE_ASCII = /[^\0-\x7f]/
const KEPT_LENGTH = 4096

// The scan is synchronous and never re-entered: one set of lists serves all texts of usual length.
const kept = newLists(KEPT_LENGTH)

function newLists(length: number) {
  return {
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    types: new Uint8Array(length),
    nodes: new Array<LexNode | undefined>(length).fill(undefined),
    words: new Array<string>(length).fill(''),
  }
}

/** Cuts a text into pieces; what it answers is good until the next call. */
export function cutPieces(original: string, lexicon: Lexicon): Pieces {
  const text = FULL_WIDTH.test(original) ? toHalfWidth(original) : original
  const lower = lowerOf(text)
  const lists = text.length <= KEPT_LENGTH ? kept : newLists(text.length)
  const isPlain = !ABOVE_ASCII.test(lower)
  let count = 0
  for (let at = 0; at < lower.length; ) {
    const type = typeAt(lower, at)
    if (type === 0) {
      at++
      continue
    }
    const end = endOfPiece(lower, at, type)
    lists.starts[count] = at
    lists.ends[count] = end
    lists.types[count] = type
    const word = type <= DIGITS ? lower.slice(at, end) : ''
    lists.words[count] = word
    lists.nodes[count] = type <= DIGITS ? lexicon.get(isPlain ? word : keyOf(word)) : undefined
    at = type === WORD ? withDigits(lower, lists, count, lexicon) : end
    count++
  }
  const { starts, ends, types, nodes, words } = lists
  return { text, lower, count, starts, ends, types, nodes, words }
}

function endOfPiece(lower: string, at: number, type: number): number {
  if (type === WORD) return wordEnd(lower, at)
  return type === DIGITS ? digitsEnd(lower, at) : at + 1
}

type Lists = ReturnType<typeof newLists>

/** Nobody's words stay in memory for longer than they are read. */
export function forgetPieces({ count, words }: Pieces): void {
  if (words === kept.words) kept.words.fill('', 0, count)
}

/** A word with digits glued to it is one code, but for `usd75`, `nov12` and `x2`. */
function withDigits(lower: string, lists: Lists, index: number, lexicon: Lexicon): number {
  const start = lists.starts[index] ?? 0
  const end = lists.ends[index] ?? 0
  if (!isDigit(lower.charCodeAt(end))) return end
  if (isApart(lower, start, end, lists.nodes[index]?.flags ?? 0)) return end
  let at = end
  while (at < lower.length && isAlphanumeric(lower.charCodeAt(at))) at++
  lists.ends[index] = at
  lists.types[index] = CODE
  const code = lower.slice(start, at)
  lists.words[index] = code
  lists.nodes[index] = lexicon.get(code)
  return at
}

/** Whether digits behind a word are a number of their own. */
function isApart(lower: string, start: number, end: number, known: number): boolean {
  const isUnit = end - start > 2 && (known & (CURRENCY | MONTH)) !== 0
  if (!isUnit && !(end - start === 1 && lower[start] === 'x')) return false
  return !isLetter(lower.charCodeAt(digitsEnd(lower, end)))
}

function typeAt(lower: string, at: number): number {
  const unit = lower.charCodeAt(at)
  if (unit < 0x80) return ASCII_TYPES[unit] ?? 0
  if (isHan(unit)) return HAN
  if (isLatin(unit)) return WORD
  return unit === 0xa0 || unit === 0x3000 || unit === 0x2009 || unit === 0x202f ? 0 : SIGN
}

const ASCII_TYPES = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  if (unit === 10) return SIGN
  if (unit <= 32 || unit === 127) return 0
  if (isDigit(unit)) return DIGITS
  return isAlphanumeric(unit) ? WORD : SIGN
})

/** Also takes in `'` and `&` between letters (o'clock, h&m), but not the `'s` of an owner. */
function wordEnd(lower: string, from: number): number {
  let at = from + 1
  for (;;) {
    while (at < lower.length && isLetter(lower.charCodeAt(at))) at++
    const unit = lower.charCodeAt(at)
    if (!isJoint(unit) || !isLetter(lower.charCodeAt(at + 1))) return at
    const owned = unit !== AMPERSAND && lower[at + 1] === 's' && !isLetter(lower.charCodeAt(at + 2))
    if (owned) return at
    at += 2
  }
}

const AMPERSAND = 38
const isJoint = (unit: number) => unit === 39 || unit === 0x2019 || unit === AMPERSAND

function digitsEnd(lower: string, from: number): number {
  let at = from + 1
  while (at < lower.length && isDigit(lower.charCodeAt(at))) at++
  return at
}

/** A word without accents, as the lists have it. */
export function keyOf(word: string): string {
  if (!ABOVE_ASCII.test(word)) return word
  return word
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('ı', 'i')
}

/** Lower case of the same length: a few letters would become two. */
function lowerOf(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/[A-ZÀ-Þ]/g, (letter) => letter.toLowerCase())
}

/** Full-width letters, digits and signs of Chinese keyboards; one unit each, so offsets stay. */
function toHalfWidth(text: string): string {
  let half = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0xff01 || unit > 0xff5e) continue
    half += text.slice(from, at) + String.fromCharCode(unit - 0xfee0)
    from = at + 1
  }
  return half + text.slice(from)
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

export function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
}

export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || unit === 0x3007
}

function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || isLatin(unit)
}

/** Latin letters with accents, up to Extended Additional for Vietnamese. */
function isLatin(unit: number): boolean {
  if (unit < 0xc0) return false
  return (unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) || (unit >= 0x1e00 && unit <= 0x1eff)
}
