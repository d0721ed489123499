import { expect, test } from 'vitest'
import { toRegExp } from '../regex.ts'
import { otherCases } from './char-set.ts'

/** Pattern, options, texts that fit, texts that do not. Source: PCRE2's pages pcre2pattern and pcre2syntax. */
const CASES: [string, string, string[], string[]][] = [
  ['a.c', '', ['abc', 'a\rc', 'a\u2028c', 'a\u{1f600}c'], ['a\nc']],
  ['a.c', 's', ['a\nc'], ['ac']],
  ['ab$', '', ['ab', 'ab\n'], ['ab\n\n', 'abc']],
  ['^b', '', ['b'], ['a\nb']],
  ['^b', 'm', ['a\nb'], ['a\rb', 'a\u2028b']],
  ['^$', 'm', ['', 'a\n\nb', '\na'], ['a\n']],
  ['a$', 'm', ['a\nb', 'ba'], ['a\rb']],
  ['\\Aa\\z', '', ['a'], ['a\n', 'ba']],
  ['a\\Z', '', ['a', 'a\n'], ['a\nb']],
  ['^\\d+$', '', ['12'], ['\u0661']],
  ['^\\s$', '', [' ', '\t', '\v', '\f'], ['\u00a0', '\u2003']],
  ['^\\S$', '', ['\u00a0', 'a'], [' ']],
  ['^\\w+$', '', ['a_1'], ['\u00e9']],
  ['^\\w$', 'i', ['k', 'K'], ['\u212a', '\u017f']],
  ['^\\W$', 'i', ['\u212a', '\u017f', '-'], ['k', 'S']],
  ['^[\\w-]$', 'i', ['k', '-'], ['\u212a']],
  ['^[\\W]$', 'i', ['\u017f'], ['s']],
  ['\\bcaf\\b', '', ['caf\u00e9'], ['cafe']],
  ['^k$', 'i', ['K', 'k', '\u212a'], ['c']],
  ['^\u00e4$', 'i', ['\u00c4', '\u00e4'], ['a']],
  ['^[a-c]$', 'i', ['B', 'b'], ['d', 'D']],
  ['^[^a]$', 'i', ['b', '\n'], ['a', 'A']],
  ['^\\h$', '', ['\t', '\u00a0'], ['\n']],
  ['^\\v$', '', ['\n', '\u2028'], [' ']],
  ['^a\\Rb$', '', ['a\r\nb', 'a\nb', 'a\u0085b'], ['a b']],
  ['^\\R\\n$', '', ['\n\n', '\r\n\n'], ['\r\n']],
  ['^\\N$', '', ['\r'], ['\n']],
  ['^\\Qa.b*\\E+$', '', ['a.b*', 'a.b***'], ['axb']],
  ['^[[:alpha:]]+$', '', ['aZ'], ['a1', '\u00e9']],
  ['^[[:^digit:]]$', '', ['a'], ['1']],
  ['^[[:upper:]]$', 'i', ['a', 'A'], ['1']],
  ['^[]a]$', '', [']', 'a'], ['b']],
  ['^[^]a]$', '', ['b'], [']']],
  ['(?i)abc', '', ['ABC'], ['ab']],
  ['(?is)^a.c$', '', ['A\nC'], []],
  ['(?-i)abc', 'i', ['abc'], ['ABC']],
  ['a b # c', 'x', ['ab'], ['a b']],
  ['[a b]', 'x', [' '], ['c']],
  ['a(?#note)b', '', ['ab'], []],
  ['^(?P<x>a|b)$', '', ['a', 'b'], ['c']],
  ['^(a|b)\\1$', '', ['aa', 'bb'], ['ab']],
  ['^a{,2}$', '', ['a{,2}'], ['aa']],
  ['^a{x}$', '', ['a{x}'], ['a']],
  ['^a{2}$', '', ['aa'], ['a{2}']],
  ['^a}]$', '', ['a}]'], []],
  ['a\\-b\\_\\@', '', ['a-b_@'], []],
  ['^\\x41\\x{42}\\t\\e\\cA$', '', ['AB\t\u001b\u0001'], []],
  ['(?<=ab|cde)f', '', ['abf', 'cdef'], ['af']],
  ['(?<!a)b', '', ['b', 'cb'], ['ab']],
  ['^\\p{Lu}\\PL$', '', ['A1'], ['aa']],
  ['^\\p{^Lu}$', '', ['a'], ['A']],
  ['^.$', '', ['\u{1f600}'], ['ab']],
  ['^*a', '', ['a', 'ba'], ['b']],
]
/** What PCRE itself or this store refuses. */
const REFUSED: [string, string][] = [
  ['^[\\d-z]?$', ''],
  ['^(?<q>[\'"]).*(?P=q)$|^never$', ''],
  ['^\\x41\\x{42}\\103\\t$', ''],
  ['a++', ''],
  ['(?>a)', ''],
  ['(?|a|b)', ''],
  ['(?R)', ''],
  ['(a)(?1)', ''],
  ['(?(1)a|b)', ''],
  ['a\\Kb', ''],
  ['\\Ga', ''],
  ['\\X', ''],
  ['a(?i)b', ''],
  ['(?i:a)b', ''],
  ['(*UCP)a', ''],
  ['(a)?\\1', ''],
  ['(?<=a+)b', ''],
  ['(?<=(a))b', ''],
  ['\\p{Greek}', ''],
  ['(', ''],
  [')', ''],
  ['[a', ''],
  ['[b-a]', ''],
  ['a{2,1}', ''],
  ['*a', ''],
  ['a**', ''],
  ['[[:nothing:]]', ''],
  ['a\\', ''],
]

test('patterns mean what PCRE means', () => {
  for (const [pattern, options, fitting, others] of CASES) {
    const regex = toRegExp(pattern, options)
    for (const text of fitting)
      expect(regex.test(text), `/${pattern}/${options} and ${JSON.stringify(text)}`).toBe(true)
    for (const text of others)
      expect(regex.test(text), `/${pattern}/${options} but not ${JSON.stringify(text)}`).toBe(false)
  }
})

test('what JavaScript cannot say exactly, or PCRE does not take, is refused', () => {
  for (const [pattern, options] of REFUSED)
    expect(() => toRegExp(pattern, options), pattern).toThrow(expect.objectContaining({ code: 51091 }))
  expect(() => toRegExp('a', 'g')).toThrow(expect.objectContaining({ code: 51108 }))
})

test("the other cases of a letter are those of Unicode's simple folding, as JavaScript has it too", () => {
  for (let point = 0x20; point < 0x1e950; point += 1) {
    if (point >= 0x3400 && point < 0xa640) continue
    if (point >= 0xac00 && point < 0xfb00) continue
    const char = String.fromCodePoint(point)
    for (const other of otherCases(point))
      expect(new RegExp(`^\\u{${other.toString(16)}}$`, 'iu').test(char), `${point} and ${other}`).toBe(true)
    const cased = char.toLowerCase() === char ? char.toUpperCase() : char.toLowerCase()
    if (cased === char || !new RegExp(`^\\u{${point.toString(16)}}$`, 'iu').test(cased)) continue
    expect(otherCases(point), char).toContain(cased.codePointAt(0))
  }
})
