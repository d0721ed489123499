const LONGEST = 80
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A sentence on one line of some eighty characters, cut at a word where there is one, never inside a character. */
export function headlineOf(sentence: string): string {
  const line = sentence.replace(/\s+/g, ' ')
  if (line.length <= LONGEST) return line
  let kept = ''
  for (const { segment } of graphemes.segment(line)) {
    if (kept.length + segment.length > LONGEST - 1) break
    kept += segment
  }
  const space = kept.lastIndexOf(' ')
  return `${(space > LONGEST / 2 ? kept.slice(0, space) : kept).trimEnd()}…`
}
