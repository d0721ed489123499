import { readClass, writeCharacter } from './char-class.ts'
import { complement, ESCAPED_SETS, writeSet } from './char-set.ts'
import { Cursor, type Flags, invalid, refused, type Scope } from './cursor.ts'
import { escapedCharacter, property } from './escape.ts'
import { readGroupHead } from './group.ts'

/** A piece of JavaScript's notation and how many characters it takes, if that is always the same number. */
interface Piece {
  readonly text: string
  readonly width: number | undefined
  /** An assertion matches a place, and repeating it means nothing. */
  readonly isPlace?: boolean
}

/**
 * A pattern of PCRE in JavaScript's notation, for the flag `u` alone: all that the two read differently is written out.
 * @throws 51091 when the pattern is wrong, or says what JavaScript cannot say exactly.
 */
export function translatePattern(pattern: string, flags: Flags): string {
  if (pattern.startsWith('(*')) throw refused('a verb')
  const start = /^(?:\(\?[a-zA-Z]*(?:-[a-zA-Z]*)?\))*/.exec(pattern)?.[0] ?? ''
  const cursor = new Cursor(pattern.slice(start.length), withInlineFlags(flags, start))
  const root: Scope = { parent: undefined, uncertain: false }
  const { text } = readAlternatives(cursor, root)
  if (!cursor.done) throw invalid('unmatched closing parenthesis')
  for (const reference of cursor.references)
    for (let scope: Scope | undefined = reference; scope; scope = scope.parent)
      if (scope.uncertain) throw refused('a back reference to a group that may be unset')
  return text
}

const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'extended',
}

function withInlineFlags(flags: Flags, start: string): Flags {
  const result = { ...flags }
  for (const [, on = '', off = ''] of start.matchAll(/\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)/g)) {
    for (const [letters, value] of [
      [on, true],
      [off, false],
    ] as const) {
      for (const letter of letters) {
        const name = FLAG_NAMES[letter]
        if (!name) throw refused(`the flag ${letter}`)
        result[name] = value
      }
    }
  }
  return result
}

function readAlternatives(
  cursor: Cursor,
  scope: Scope,
): Piece & { readonly branches: readonly (number | undefined)[] } {
  const branches: Piece[] = []
  do branches.push(readSequence(cursor, scope))
  while (cursor.take('|'))
  if (branches.length > 1) scope.uncertain = true
  const widths = branches.map(({ width }) => width)
  const [first] = widths
  return {
    text: branches.map(({ text }) => text).join('|'),
    width: widths.every((width) => width === first) ? first : undefined,
    branches: widths,
  }
}

function readSequence(cursor: Cursor, scope: Scope): Piece {
  let text = ''
  let width: number | undefined = 0
  for (;;) {
    skipIgnored(cursor)
    if (cursor.done || cursor.peek() === '|' || cursor.peek() === ')') return { text, width }
    const own: Scope = { parent: scope, uncertain: false }
    const piece = repeated(cursor, readAtom(cursor, own), own)
    text += piece.text
    width = width === undefined || piece.width === undefined ? undefined : width + piece.width
  }
}

/** Comments, and with the flag x also spaces and what is behind a `#`. */
function skipIgnored(cursor: Cursor): void {
  for (;;) {
    if (cursor.match(/\(\?#[^)]*\)|\\E/y)) continue
    if (!cursor.flags.extended || !cursor.match(/[\t-\r ]+|#[^\n]*\n?/y)) return
  }
}

interface Quantifier {
  readonly text: string
  readonly least: number
  readonly most: number
}

function readQuantifier(cursor: Cursor): Quantifier | undefined {
  const found = cursor.match(/[*+?]|\{(\d+)(?:(,)(\d*))?\}/y)
  if (!found) return undefined
  const [text, low, comma, high] = found
  if (low === undefined) return { text, least: text === '+' ? 1 : 0, most: text === '?' ? 1 : Infinity }
  const least = Number(low)
  const most = high ? Number(high) : comma ? Infinity : least
  if (least > 65_535 || (most > 65_535 && most !== Infinity)) throw invalid('number too big in {} quantifier')
  if (most < least) throw invalid('numbers out of order in {} quantifier')
  return { text, least, most }
}

function repeated(cursor: Cursor, atom: Piece, scope: Scope): Piece {
  skipIgnored(cursor)
  const quantifier = readQuantifier(cursor)
  if (!quantifier) return atom
  scope.uncertain = true
  const lazy = cursor.take('?') ? '?' : ''
  if (cursor.peek() === '+') throw refused('a possessive quantifier')
  if (cursor.match(/[*?]|\{\d+(?:,\d*)?\}/y)) throw refused('a quantifier behind another')
  const { text, least, most } = quantifier
  const width = most === least && atom.width !== undefined ? atom.width * least : undefined
  return { text: `${atom.isPlace ? `(?:${atom.text})` : atom.text}${text}${lazy}`, width }
}

const ANY = '[^]'

function readAtom(cursor: Cursor, scope: Scope): Piece {
  const { flags } = cursor
  const char = cursor.next()
  switch (char) {
    case '(':
      return readGroup(cursor, scope)
    case '[':
      return { text: readClass(cursor), width: 1 }
    case '\\':
      return readEscape(cursor)
    case '.':
      return { text: flags.dotAll ? ANY : '[^\\n]', width: 1 }
    case '^':
      return place(flags.multiline ? `(?:^|(?<=\\n)(?=${ANY}))` : '^')
    case '$':
      return place(flags.multiline ? '(?=\\n|$)' : '(?=\\n?$)')
    case '*':
    case '+':
    case '?':
      throw invalid('quantifier does not follow a repeatable item')
    default:
      if (char === '{' && /^\d+(?:,\d*)?\}/.test(cursor.pattern.slice(cursor.position)))
        throw invalid('quantifier does not follow a repeatable item')
      return literal(char.codePointAt(0) ?? 0, flags)
  }
}

function place(text: string): Piece {
  return { text, width: 0, isPlace: true }
}

function literal(point: number, { ignoreCase }: Flags): Piece {
  return { text: writeCharacter(point, ignoreCase), width: 1 }
}

const PLACES: Readonly<Record<string, string>> = {
  A: '^',
  Z: '(?=\\n?$)',
  z: '$',
  b: '\\b',
  B: '\\B',
}

function readEscape(cursor: Cursor): Piece {
  const quoted = cursor.match(/Q([\s\S]*?)(?:\\E|$)/y)
  if (quoted) return readQuoted(quoted[1] ?? '', cursor.flags)
  const reference = cursor.match(/([1-9]\d*)|g\{?(-?\d+)\}?|[kg](?:\{(\w+)\}|<(\w+)>|'(\w+)')/y)
  if (reference) return readReference(cursor, reference)
  const character = escapedCharacter(cursor)
  if (character !== undefined) return literal(character, cursor.flags)
  const known = property(cursor)
  if (known !== undefined) return { text: known, width: 1 }
  const letter = cursor.next()
  if (Object.hasOwn(PLACES, letter)) return place(PLACES[letter] ?? '')
  if (letter === 'N') return { text: '[^\\n]', width: 1 }
  // The two characters of a line end are never taken apart.
  if (letter === 'R')
    return { text: '(?:\\r\\n|(?!\\r\\n)[\\n-\\r\\u{85}\\u{2028}\\u{2029}])', width: undefined }
  const set = ESCAPED_SETS[letter.toLowerCase()]
  if (!set) throw refused(`\\${letter}`)
  return { text: writeSet(letter === letter.toLowerCase() ? set : complement(set)), width: 1 }
}

function readQuoted(text: string, flags: Flags): Piece {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0)
  const written = points.map((point) => writeCharacter(point, flags.ignoreCase))
  // A quantifier behind the quotation belongs to its last character alone.
  if (points.length !== 1) return { text: written.join(''), width: points.length, isPlace: false }
  return { text: written[0] ?? '', width: 1 }
}

function readReference(cursor: Cursor, [, plain, relative, ...names]: RegExpExecArray): Piece {
  const name = names.find((candidate) => candidate !== undefined)
  const number = Number(plain ?? relative)
  const index =
    name !== undefined
      ? cursor.groups.findIndex((group) => group.name === name)
      : number < 0
        ? cursor.groups.length + number
        : number - 1
  const group = cursor.groups[index]
  if (!group?.closed || cursor.inLookbehind || cursor.flags.ignoreCase) throw refused('this back reference')
  cursor.references.push(group.scope)
  // Digits that follow must not become part of the number.
  return { text: `(?:\\${index + 1})`, width: undefined }
}

function readGroup(cursor: Cursor, scope: Scope): Piece {
  const head = readGroupHead(cursor)
  if (head.kind === 'lookbehind' || head.kind === 'negative' || head.kind === 'lookahead')
    scope.uncertain = true
  const outside = cursor.inLookbehind
  if (head.kind === 'lookbehind') cursor.inLookbehind = true
  const group = head.kind === 'capture' ? { name: head.name, scope, closed: false } : undefined
  if (group) {
    if (cursor.inLookbehind) throw refused('a capturing group in a lookbehind')
    cursor.groups.push(group)
  }
  const inner = readAlternatives(cursor, { parent: scope, uncertain: false })
  if (!cursor.take(')')) throw invalid('missing closing parenthesis')
  if (group) group.closed = true
  cursor.inLookbehind = outside
  if (head.kind === 'lookbehind' && inner.branches.some((width) => width === undefined))
    throw invalid('lookbehind assertion is not fixed length')
  const text = `${head.opening}${inner.text})`
  return head.kind === 'capture' || head.kind === 'plain' ? { text, width: inner.width } : place(text)
}
