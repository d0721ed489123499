import type { ComponentChildren } from 'preact'

/** Web addresses only, and never with markup: whoever writes, it stays text. */
const ADDRESS = /https?:\/\/[^\s<>"'`，。；：！？、）】》]+/gi
const TRAILING = '.,;:!?)]}'

/** Plain text with its web addresses as links. */
export function linkify(text: string): ComponentChildren[] {
  const out: ComponentChildren[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0])
    out.push(
      text.slice(from, match.index),
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address}
      </a>,
    )
    from = match.index + address.length
  }
  out.push(text.slice(from))
  return out
}

/** Punctuation at the end belongs to the sentence. A loop: an expression for it would take quadratic time. */
function withoutTrailing(address: string): string {
  let end = address.length
  while (TRAILING.includes(address.charAt(end - 1))) end -= 1
  return address.slice(0, end)
}
