import type { ComponentChildren } from 'preact'

/** Web addresses only, and never with markup: whoever writes, it stays text. */
const ADDRESS = /https?:\/\/[^\s<>"'`，。；：！？、）】》]+/gi
const TRAILING = /[.,;:!?)\]}]+$/

/** Plain text with its web addresses as links. */
export function linkify(text: string): ComponentChildren[] {
  const out: ComponentChildren[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '')
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
