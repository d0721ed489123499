import { segmentRun } from './segments.ts'
import { stem } from './stems.ts'
import type { Token } from './tokens.ts'

/** A word of English or Chinese; Chinese words are as the segmenter cuts them. */
export interface Word {
  /** Lower case, as it was said. */
  readonly text: string
  /** Stem of an English word, a Chinese word itself. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly isChinese: boolean
}

/** Words of tokens in order; numbers, marks, emoji and placeholders are none. */
export function wordsOf(tokens: readonly Token[]): readonly Word[] {
  const words: Word[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    if (token.kind === 'cjk') {
      const end = endOfRun(tokens, at)
      for (const [from, to] of segmentRun(tokens, at, end)) words.push(chineseWord(tokens, from, to))
      at = end - 1
    } else if (token.kind === 'word') {
      const { text, start, end } = token
      words.push({ text, key: stem(text), start, end, isChinese: false })
    }
  }
  return words
}

function chineseWord(tokens: readonly Token[], from: number, to: number): Word {
  let text = ''
  for (let at = from; at < to; at++) text += tokens[at]?.text ?? ''
  return { text, key: text, start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, isChinese: true }
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let end = from + 1
  while (tokens[end]?.kind === 'cjk' && tokens[end]?.start === tokens[end - 1]?.end) end++
  return end
}
