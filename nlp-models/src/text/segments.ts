import type { Token } from './tokens.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Chinese words over a run of neighbouring CJK tokens, as pairs of token positions (end exclusive). */
export function segmentRun(tokens: readonly Token[], from: number, to: number): readonly [number, number][] {
  let run = ''
  for (let index = from; index < to; index++) run += tokens[index]?.text ?? ''
  const words: [number, number][] = []
  let position = from
  for (const { segment } of segmenter.segment(run)) {
    // Characters outside the basic plane take two units but are one token.
    let size = 0
    for (const _character of segment) size++
    words.push([position, position + size])
    position += size
  }
  return words
}
