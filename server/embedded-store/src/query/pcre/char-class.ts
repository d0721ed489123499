import {
  type CharSet,
  codePoint,
  complement,
  ESCAPED_SETS,
  NAMED_SETS,
  otherCases,
  withCases,
  writeSet,
} from './char-set.ts'
import { type Cursor, invalid, refused } from './cursor.ts'
import { escapedCharacter, property } from './escape.ts'

/** Reads a class behind its opening bracket. */
export function readClass(cursor: Cursor): string {
  const negated = cursor.take('^')
  const characters: [number, number][] = []
  const sets: CharSet[number][] = []
  const properties: string[] = []
  // A bracket in the first place is a character.
  for (let first = true; first || cursor.peek() !== ']'; first = false) {
    if (cursor.done) throw invalid('missing terminating ] for character class')
    const item = readItem(cursor)
    if (typeof item === 'number') characters.push([item, readRangeEnd(cursor, item)])
    else if (typeof item === 'string') properties.push(item)
    else {
      sets.push(...item)
      if (/-(?!\])/y.test(cursor.pattern.slice(cursor.position, cursor.position + 2)))
        throw invalid('invalid range in character class')
    }
  }
  cursor.next()
  // Only what is written out has other cases; \w and [:alpha:] are sets of their own.
  const all = [...(cursor.flags.ignoreCase ? withCases(characters) : characters), ...sets]
  const text = writeSet(all, negated)
  return properties.length === 0 ? text : `${text.slice(0, -1)}${properties.join('')}]`
}

/** A character, a set, or a property as JavaScript writes it. */
function readItem(cursor: Cursor): number | CharSet | string {
  const named = cursor.match(/\[:(\^?)(\w+):\]/y)
  if (named) return namedSet(cursor, named[2] ?? '', named[1] === '^')
  if (cursor.match(/\[[.=]/y)) throw refused('a collating element')
  if (cursor.take('\\Q')) throw refused('\\Q in a character class')
  if (!cursor.take('\\')) return cursor.next().codePointAt(0) ?? 0
  if (cursor.take('E')) throw refused('\\E in a character class')
  if (cursor.take('b')) return 8
  const octal = cursor.match(/[1-7][0-7]{0,2}/y)
  if (octal) return Number.parseInt(octal[0], 8)
  const character = escapedCharacter(cursor)
  if (character !== undefined) return character
  const known = property(cursor)
  if (known !== undefined) return known
  const letter = cursor.next()
  const set = ESCAPED_SETS[letter.toLowerCase()]
  if (!set) throw invalid(`escape sequence \\${letter} is invalid in character class`)
  return letter === letter.toLowerCase() ? set : complement(set)
}

function namedSet(cursor: Cursor, name: string, negated: boolean): CharSet {
  const cased = name === 'upper' || name === 'lower'
  const set = NAMED_SETS[cased && cursor.flags.ignoreCase ? 'alpha' : name]
  if (!set) throw invalid('unknown POSIX class name')
  return negated ? complement(set) : set
}

/** The end of a range that begins with this character; the character itself when there is none. */
function readRangeEnd(cursor: Cursor, from: number): number {
  if (!cursor.match(/-(?!\])/y)) return from
  if (cursor.done) throw invalid('missing terminating ] for character class')
  const to = readItem(cursor)
  if (typeof to !== 'number') throw invalid('invalid range in character class')
  if (to < from) throw invalid('range out of order in character class')
  return to
}

/** One character, in all its cases when case does not count. */
export function writeCharacter(point: number, ignoreCase: boolean): string {
  if (ignoreCase) {
    const cases = otherCases(point)
    if (cases.length > 1) return writeSet(cases.map((other) => [other, other]))
  }
  const char = String.fromCodePoint(point)
  return /[A-Za-z0-9 _]/.test(char) ? char : codePoint(point)
}
