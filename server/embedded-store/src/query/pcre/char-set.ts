/** A set of characters as ranges of code points, inclusive. */
export type CharSet = readonly (readonly [number, number])[]

const LAST = 0x10ffff
/** Inside these there are no characters, and JavaScript would read them as halves of others. */
const SURROGATES = [0xd800, 0xdfff] as const

export function complement(set: CharSet): CharSet {
  const result: [number, number][] = []
  let next = 0
  for (const [from, to] of [...set].sort((a, b) => a[0] - b[0])) {
    if (from > next) result.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  if (next <= LAST) result.push([next, LAST])
  return result
}

/** As a class of JavaScript with the flag `u`; an empty set matches nothing. */
export function writeSet(set: CharSet, negated = false): string {
  const parts = withoutSurrogates(set).map(([from, to]) =>
    from === to ? codePoint(from) : `${codePoint(from)}-${codePoint(to)}`,
  )
  return `[${negated ? '^' : ''}${parts.join('')}]`
}

function withoutSurrogates(set: CharSet): CharSet {
  const [low, high] = SURROGATES
  return set.flatMap(([from, to]): [number, number][] => {
    if (to < low || from > high) return [[from, to]]
    return (
      [
        [from, low - 1],
        [high + 1, to],
      ] as [number, number][]
    ).filter(([start, end]) => start <= end)
  })
}

export function codePoint(value: number): string {
  return `\\u{${value.toString(16)}}`
}

/** What `\d`, `\s` and their like mean to PCRE without its Unicode option: ASCII, but `\h` and `\v` know more. */
export const ESCAPED_SETS: Readonly<Record<string, CharSet>> = {
  d: [[0x30, 0x39]],
  s: [
    [9, 13],
    [32, 32],
  ],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  h: [
    [9, 9],
    [32, 32],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x180e, 0x180e],
    [0x2000, 0x200a],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
  ],
  v: [
    [10, 13],
    [0x85, 0x85],
    [0x2028, 0x2029],
  ],
}

export const NAMED_SETS: Readonly<Record<string, CharSet>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0, 0x7f]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: [[0x30, 0x39]],
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [[0x41, 0x5a]],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
}

/** Letters beyond this have no cases. */
const LAST_CASED = 0x1e943

const LONG_S = 0x17f
const KELVIN_SIGN = 0x212a
const ASCII_CASES: ReadonlyMap<number, readonly number[]> = new Map(
  Array.from({ length: 26 }, (_, index): [number, number[]][] => {
    const orbit = [0x41 + index, 0x61 + index]
    if (index === 10) orbit.push(KELVIN_SIGN)
    if (index === 18) orbit.push(LONG_S)
    return [
      [0x41 + index, orbit],
      [0x61 + index, orbit],
    ]
  }).flat(),
)

let orbits: ReadonlyMap<number, readonly number[]> | undefined

/** All characters that are the same when case does not count, the character itself among them. */
export function otherCases(point: number): readonly number[] {
  if (point < 0x80) return ASCII_CASES.get(point) ?? [point]
  orbits ??= findOrbits()
  return orbits.get(point) ?? [point]
}

/** Adds the other cases of every character; whole scripts without cases cost nothing. */
export function withCases(set: CharSet): CharSet {
  // Most sets are ASCII and need not wait for all of Unicode.
  if (!set.every(([, to]) => to < 0x80)) orbits ??= findOrbits()
  const added: [number, number][] = []
  for (const [point, others] of orbits ?? ASCII_CASES) {
    if (set.some(([from, to]) => point >= from && point <= to))
      for (const other of others) added.push([other, other])
  }
  return [...set, ...added]
}

function findOrbits(): ReadonlyMap<number, readonly number[]> {
  const byKey = new Map<string, number[]>()
  for (let point = 0x41; point <= LAST_CASED; point += 1) {
    const char = String.fromCodePoint(point)
    const key = foldKey(char)
    const orbit = byKey.get(key)
    if (orbit) orbit.push(point)
    else byKey.set(key, [point])
  }
  const found = new Map<number, readonly number[]>()
  for (const orbit of byKey.values()) if (orbit.length > 1) for (const point of orbit) found.set(point, orbit)
  return found
}

/** The dotless i is its own letter, though its capital is that of another. */
const DOTLESS_I = '\u0131'

function foldKey(char: string): string {
  if (char === DOTLESS_I) return char
  const upper = single(char.toUpperCase()) ?? char
  return single(upper.toLowerCase()) ?? upper
}

function single(text: string): string | undefined {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff) ? text : undefined
}
