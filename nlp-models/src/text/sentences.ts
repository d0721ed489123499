/** A sentence of a text: `text` is `original.slice(start, end)`, offsets in UTF-16 units, end exclusive. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A piece without an end mark is cut where it becomes longer, behind a comma or a space if there is one. */
export const LONGEST_SENTENCE = 400

const MARKS = /[.!?。！？；;…\n\r\u2028\u2029]+/g
const LINK = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]+/gi
const ALWAYS = /[。！？；…\n\r\u2028\u2029]/
const CLOSING = /["'”’)\]』」】）]/
const ABBREVIATION = /(?:^|[^\p{L}])(?:\p{L}|mr|mrs|ms|dr|prof|st|no|nr|vs|etc|inc|ltd|co|approx|ext|dept)$/iu
const CUT_BEHIND = /[,，、:：\s]/
const EDGE = /[\s\u200b\ufeff]/

/**
 * Cuts a text of English or Chinese into sentences, in one pass. A point between digits, behind an abbreviation or in a
 * link ends none; each line does. Sentences have no space around them and never overlap; what has none is left out.
 */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  const links = linksOf(text)
  let from = 0
  let link = 0
  for (const { index, 0: marks } of text.matchAll(MARKS)) {
    while ((links[link]?.end ?? Number.POSITIVE_INFINITY) <= index) link++
    const inLink = (links[link]?.start ?? Number.POSITIVE_INFINITY) <= index
    const end = index + marks.length
    if ((inLink && !ALWAYS.test(marks)) || !endsSentence(text, from, index, marks)) continue
    const closed = endOfClosing(text, end)
    push(sentences, text, from, closed)
    from = closed
  }
  push(sentences, text, from, text.length)
  return sentences
}

function linksOf(text: string): readonly { start: number; end: number }[] {
  return [...text.matchAll(LINK)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
}

function endsSentence(text: string, from: number, at: number, marks: string): boolean {
  if (ALWAYS.test(marks)) return true
  const next = text[at + marks.length]
  const opensNext = next === undefined || EDGE.test(next) || CLOSING.test(next) || next > '\u2e80'
  if (marks[0] !== '.') return marks[0] === ';' ? EDGE.test(next ?? '') : true
  return opensNext && (marks.length > 1 || !ABBREVIATION.test(text.slice(Math.max(from, at - 8), at)))
}

function endOfClosing(text: string, from: number): number {
  let end = from
  while (end < text.length && CLOSING.test(text[end] as string)) end++
  return end
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  for (let start = from; start < to; ) {
    const end = to - start <= LONGEST_SENTENCE ? to : cutOf(text, start)
    const sentence = trimmed(text, start, end)
    if (sentence.end > sentence.start) sentences.push(sentence)
    start = end
  }
}

/** Where a piece that is too long is cut: in its second half if that has a space or comma, never inside a surrogate pair. */
function cutOf(text: string, start: number): number {
  const limit = start + LONGEST_SENTENCE
  for (let at = limit; at > start + LONGEST_SENTENCE / 2; at--)
    if (CUT_BEHIND.test(text[at - 1] as string)) return at
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

/** The span of a text without the space at its ends, as a sentence. */
export function trimmed(text: string, from: number, to: number): Sentence {
  let [start, end] = [from, to]
  while (start < end && EDGE.test(text[start] as string)) start++
  while (end > start && EDGE.test(text[end - 1] as string)) end--
  return { start, end, text: text.slice(start, end) }
}
