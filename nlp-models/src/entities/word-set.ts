/** A set of words that are written with spaces between them. */
export function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
