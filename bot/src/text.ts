const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The same for two spellings of one word: width, case, punctuation at the ends and runs of space do not count. */
export function normalise(text: string): string {
  const signs = [...text.normalize('NFKC').toLowerCase().replaceAll('’', "'")]
  const first = signs.findIndex((sign) => WORDLY.test(sign))
  const last = signs.findLastIndex((sign) => WORDLY.test(sign))
  return first < 0
    ? ''
    : signs
        .slice(first, last + 1)
        .join('')
        .replace(/\s+/g, ' ')
}

const WORDLY = /[^\s\p{P}\p{S}]/u

/** Cuts a text to at most `limit` UTF-16 units, between graphemes, with an ellipsis where something was left out. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > limit - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Replaces `{name}` by its value; an unknown name stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** Chooses by the seed alone (FNV-1a), so that a repeated turn says the same words. */
export function seeded<T>(options: readonly T[], seed: string): T | undefined {
  let hash = 0x811c9dc5
  for (const character of seed) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return options[hash % options.length]
}
