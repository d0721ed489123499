import { isLiteral } from '../entities/literal.ts'
import type { Entity } from '../understanding.ts'
import { normalise, originOf } from './normalise.ts'

export type TokenKind = 'word' | 'cjk' | 'number' | 'emoji' | 'mark' | 'entity'

/** One unit of meaning; `start` and `end` are UTF-16 offsets into the original text. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const TOKEN = new RegExp(
  [
    `([${CJK}])`,
    `((?:(?![${CJK}])[\\p{L}\\p{M}])+(?:['’](?:(?![${CJK}])[\\p{L}\\p{M}])+)*)`,
    '(\\p{N}+(?:[.,:]\\p{N}+)*)',
    '(\\p{Extended_Pictographic}\\uFE0F?|[:;=]-?(?:[)(dp]|/(?!/))(?![\\p{L}\\p{N}])|<3)',
    '([?!]+)',
  ].join('|'),
  'gu',
)
const KINDS: readonly TokenKind[] = ['cjk', 'word', 'number', 'emoji', 'mark']

/** Cuts text into words, single CJK characters, numbers, emoji and question or exclamation marks. */
export function tokenise(original: string): readonly Token[] {
  const normalised = normalise(original)
  const tokens: Token[] = []
  for (const match of normalised.text.matchAll(TOKEN)) {
    const start = match.index
    tokens.push({
      kind: kindOf(match),
      text: match[2] === undefined ? match[0] : match[0].replace(/['’]/g, ''),
      start: originOf(normalised, start),
      end: originOf(normalised, start + match[0].length),
    })
  }
  return tokens
}

function kindOf(match: RegExpMatchArray): TokenKind {
  for (let group = 1; group < KINDS.length; group++)
    if (match[group] !== undefined) return KINDS[group - 1] ?? 'word'
  return 'mark'
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
