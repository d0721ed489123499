import { conceptsOf } from '../intents/concepts.ts'
import { segmentRun } from '../text/segments.ts'
import { stem } from '../text/stems.ts'
import { type Token, tokenise } from '../text/tokens.ts'

/** What a text is compared by, and the word of the text that it came from. */
export interface Term {
  readonly key: string
  readonly word: string
}

// Words that stand in every question and every answer say nothing about what either is about.
const EMPTY = new Set(
  (
    'a an the and or but if of to in on at for from by with as is are was were be been am do does did have has had ' +
    'i me my you your we our us it its this that these those there here can could will would should may might must ' +
    'not no yes so just please hi hello thanks thank dear what when which who how why where about any some all out up ' +
    'get got im ive dont cant didnt doesnt id youre theres than then them they he she his her also only very much more ' +
    '的 了 吗 呢 吧 啊 我 你 您 我们 你们 他 她 它 是 在 有 和 与 就 都 也 还 要 会 能 可以 这 那 这个 那个 一 一个 不 没 没有 ' +
    '怎么 什么 请 请问 谢谢 您好 你好 想 给 到 把 被 对 上 下 个 么 嗯 哦 哪'
  ).split(' '),
)

/** Words by their stems, Chinese words as the segmenter cuts them, and the concepts that they stand for. */
export function termsOf(text: string): readonly Term[] {
  const tokens = tokenise(text)
  const terms: Term[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.kind === 'cjk') {
      const end = endOfRun(tokens, index)
      for (const [from, to] of segmentRun(tokens, index, end)) push(terms, joined(tokens, from, to))
      index = end - 1
    } else if (token?.kind === 'word') push(terms, token.text)
  }
  for (const { concept, start, end } of conceptsOf(tokens))
    terms.push({ key: `~${concept}`, word: text.slice(start, end) })
  return terms
}

function push(terms: Term[], word: string): void {
  if (!EMPTY.has(word)) terms.push({ key: stem(word), word })
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let end = from + 1
  while (tokens[end]?.kind === 'cjk' && tokens[end]?.start === tokens[end - 1]?.end) end++
  return end
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  let text = ''
  for (let index = from; index < to; index++) text += tokens[index]?.text ?? ''
  return text
}
