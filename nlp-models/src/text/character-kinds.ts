/** What a character is to the tokeniser. */
export const CHARACTER = { other: 0, letter: 1, cjk: 2, digit: 3, emoji: 4, mark: 5, quote: 6 } as const

const PATTERNS: readonly (readonly [pattern: RegExp, kind: number])[] = [
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u, CHARACTER.cjk],
  [/^[\p{L}\p{M}]$/u, CHARACTER.letter],
  [/^\p{N}$/u, CHARACTER.digit],
  [/^\p{Extended_Pictographic}$/u, CHARACTER.emoji],
  [/^[?!]$/u, CHARACTER.mark],
  [/^['’]$/u, CHARACTER.quote],
]
const UNKNOWN = 255
// Filled as characters are met: asking six patterns of every character of every message is what was slow.
const known = new Uint8Array(0x1_0000).fill(UNKNOWN)

/** Kind of a Unicode code point, one of `CHARACTER`. */
export function kindOfCharacter(codePoint: number): number {
  if (codePoint >= 0x1_0000) return lookUp(codePoint)
  const kind = known[codePoint] as number
  if (kind !== UNKNOWN) return kind
  const found = lookUp(codePoint)
  known[codePoint] = found
  return found
}

function lookUp(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  for (const [pattern, kind] of PATTERNS) if (pattern.test(character)) return kind
  return CHARACTER.other
}
