import type { Cursor } from './cursor.ts'
import { invalid, refused } from './cursor.ts'

const SIMPLE: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 }

/**
 * The character that an escape stands for, read behind the backslash; undefined (and nothing read) when it is no
 * character. A backslash before anything but a letter or a digit means that thing itself.
 */
export function escapedCharacter(cursor: Cursor): number | undefined {
  const octal = cursor.match(/0[0-7]{0,2}/y)
  if (octal) return Number.parseInt(octal[0], 8)
  const braced = cursor.match(/(?:x\{([0-9a-fA-F]+)\}|o\{([0-7]+)\})/y)
  if (braced)
    return checked(
      braced[1] === undefined ? Number.parseInt(braced[2] ?? '', 8) : Number.parseInt(braced[1], 16),
    )
  const hex = cursor.match(/x([0-9a-fA-F]{0,2})/y)
  if (hex) return Number.parseInt(hex[1] || '0', 16)
  const control = cursor.match(/c([\x20-\x7e])/y)
  if (control) return (control[1] ?? '').toUpperCase().charCodeAt(0) ^ 0x40
  const char = cursor.peek()
  const simple = SIMPLE[char]
  if (simple !== undefined || !/[0-9A-Za-z]/.test(char)) {
    if (char === '') throw invalid('\\ at end of pattern')
    cursor.next()
    return simple ?? char.codePointAt(0)
  }
  return undefined
}

function checked(point: number): number {
  if (point > 0x10ffff) throw invalid('character code point value in \\x{} or \\o{} is too large')
  if (point >= 0xd800 && point <= 0xdfff) throw invalid('disallowed Unicode code point')
  return point
}

const GENERAL = new Set(
  'L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs C Cc Cf Co'.split(
    ' ',
  ),
)
/** PCRE lets these three match any cased letter when case does not count. */
const CASED = new Set(['Ll', 'Lt', 'Lu'])

/** `\p{…}` and `\P{…}` behind the backslash, as JavaScript writes it; general categories only. */
export function property(cursor: Cursor): string | undefined {
  const found = cursor.match(/([pP])(?:\{(\^?)([A-Za-z&_ ]+)\}|([A-Z]))/y)
  if (!found) return undefined
  const [, letter, caret, long, short] = found
  const name = long ?? short ?? ''
  if (!GENERAL.has(name) || (cursor.flags.ignoreCase && CASED.has(name)))
    throw refused(`the property ${name}`)
  return `\\${(letter === 'P') !== (caret === '^') ? 'P' : 'p'}{${name}}`
}
