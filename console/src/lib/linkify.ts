export interface TextPiece {
  text: string
  href?: string
}

// Ends before what closes a sentence; Chinese marks never belong to an address.
const ADDRESS = /https?:\/\/[^\s<>"'，。！？；：、）】」]+|www\.[^\s<>"'，。！？；：、）】」]+/giu
const TRAILING = /[.,!?;:)\]]+$/u

/** Cuts a text into words and links. Only http and https: nothing that a customer writes may run. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const written = match[0].replace(TRAILING, '')
    const href = /^https?:/iu.test(written) ? written : `https://${written}`
    if (!URL.canParse(href)) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: written, href })
    end = match.index + written.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}
