import { isLiteral } from '../entities/literal.ts'
import type { Entity } from '../understanding.ts'
import { CHARACTER, kindOfCharacter } from './character-kinds.ts'
import { type NormalisedText, normalise, originOf } from './normalise.ts'

export type TokenKind = 'word' | 'cjk' | 'number' | 'emoji' | 'mark' | 'entity'

/** One unit of meaning; `start` and `end` are UTF-16 offsets into the original text. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Faces written with signs, as `:-)` and `<3`. */
const FACE = /[:;=]-?(?:[)(dp]|\/(?!\/))(?![\p{L}\p{N}])|<3/uy
const QUOTES = /['’]/g
const STRETCHED = /(\p{L})\1{2,}/gu
const VARIATION_SELECTOR = 0xfe0f

/** Cuts text into words, single CJK characters, numbers, emoji and question or exclamation marks. */
export function tokenise(original: string): readonly Token[] {
  const normalised = normalise(original)
  const { text } = normalised
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number
    const kind = kindOfCharacter(codePoint)
    const end = endOf(text, at, kind, codePoint)
    if (end > at) {
      tokens.push(tokenOf(normalised, kind, at, end))
      at = end
    } else at += sizeOf(codePoint)
  }
  return tokens
}

/** Where the token that begins here ends; `at` itself where none begins. */
function endOf(text: string, at: number, kind: number, codePoint: number): number {
  if (kind === CHARACTER.letter) return endOfWord(text, at)
  if (kind === CHARACTER.cjk) return at + sizeOf(codePoint)
  if (kind === CHARACTER.digit) return endOfNumber(text, at)
  if (kind === CHARACTER.mark) return endOfRun(text, at, CHARACTER.mark)
  if (kind === CHARACTER.emoji) {
    const end = at + sizeOf(codePoint)
    return text.charCodeAt(end) === VARIATION_SELECTOR ? end + 1 : end
  }
  return endOfFace(text, at, codePoint)
}

function endOfFace(text: string, at: number, codePoint: number): number {
  // `:` `;` `<` `=` begin the faces.
  if (codePoint < 0x3a || codePoint > 0x3d) return at
  FACE.lastIndex = at
  return FACE.test(text) ? FACE.lastIndex : at
}

/** Letters, with a quote between letters: `don't` is one word. */
function endOfWord(text: string, from: number): number {
  let end = endOfRun(text, from, CHARACTER.letter)
  while (kindAt(text, end) === CHARACTER.quote && kindAt(text, end + 1) === CHARACTER.letter)
    end = endOfRun(text, end + 1, CHARACTER.letter)
  return end
}

/** Digits, with a point, comma or colon between digits. */
function endOfNumber(text: string, from: number): number {
  let end = endOfRun(text, from, CHARACTER.digit)
  while (isSeparator(text.charCodeAt(end)) && kindAt(text, end + 1) === CHARACTER.digit)
    end = endOfRun(text, end + 1, CHARACTER.digit)
  return end
}

function endOfRun(text: string, from: number, kind: number): number {
  let at = from
  while (at < text.length) {
    const codePoint = text.codePointAt(at) as number
    if (kindOfCharacter(codePoint) !== kind) break
    at += sizeOf(codePoint)
  }
  return at
}

function kindAt(text: string, at: number): number {
  return at < text.length ? kindOfCharacter(text.codePointAt(at) as number) : CHARACTER.other
}

function isSeparator(unit: number): boolean {
  return unit === 0x2e || unit === 0x2c || unit === 0x3a
}

function sizeOf(codePoint: number): number {
  return codePoint >= 0x1_0000 ? 2 : 1
}

const KINDS: readonly TokenKind[] = ['emoji', 'word', 'cjk', 'number', 'emoji', 'mark', 'emoji']

function tokenOf(normalised: NormalisedText, kind: number, from: number, to: number): Token {
  const said = normalised.text.slice(from, to)
  return {
    kind: KINDS[kind] as TokenKind,
    text: kind === CHARACTER.letter ? plainWord(said) : said,
    start: originOf(normalised, from),
    end: originOf(normalised, to),
  }
}

/** Without quotes, and `soooo` as `soo`: how long a letter is held says nothing of which word it is. */
function plainWord(said: string): string {
  const word = said.includes("'") || said.includes('’') ? said.replace(QUOTES, '') : said
  for (let at = 2; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    if (unit === word.charCodeAt(at - 1) && unit === word.charCodeAt(at - 2))
      return word.replace(STRETCHED, '$1$1')
  }
  return word
}

/** Replaces the tokens of each literal entity by one placeholder, so that `NW-12345` and `NW-99887` read alike. */
export function maskEntities(tokens: readonly Token[], all: readonly Entity[]): readonly Token[] {
  const entities = all.filter(isLiteral)
  if (entities.length === 0) return tokens
  const masked: Token[] = []
  let next = 0
  for (const token of tokens) {
    while (entities[next] !== undefined && (entities[next]?.end ?? 0) <= token.start)
      pushEntity(masked, entities[next++])
    const entity = entities[next]
    if (entity === undefined || token.end <= entity.start) masked.push(token)
  }
  for (; next < entities.length; next++) pushEntity(masked, entities[next])
  return masked
}

function pushEntity(masked: Token[], entity: Entity | undefined): void {
  if (entity === undefined) return
  masked.push({ kind: 'entity', text: `<${entity.kind}>`, start: entity.start, end: entity.end })
}
