const segmenters = (['sentence', 'word', 'grapheme'] as const).map(
  (granularity) => new Intl.Segmenter('en', { granularity }),
)

/**
 * Splits a text into pieces of at most `limit` UTF-16 units: between paragraphs and sentences where possible, else
 * between words, else between graphemes. A grapheme longer than the limit is split between code points.
 */
export function splitText(text: string, limit: number): string[] {
  const whole = text.trim()
  if (whole.length <= limit) return whole === '' ? [] : [whole]
  const pieces: string[] = []
  let open = ''
  for (const unit of units(whole, limit, 0)) {
    if ((open + unit).trim().length > limit && open.trim() !== '') {
      pieces.push(open.trim())
      open = ''
    }
    open += unit
  }
  if (open.trim() !== '') pieces.push(open.trim())
  return pieces
}

/** The largest units that fit the limit, in order; together they are the text. */
function units(text: string, limit: number, level: number): string[] {
  if (text.trim().length <= limit) return [text]
  const segmenter = segmenters[level]
  if (segmenter === undefined) return [...text]
  return Array.from(segmenter.segment(text), ({ segment }) => segment).flatMap((segment) =>
    units(segment, limit, level + 1),
  )
}
