import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectLanguage } from './language.ts'
import { normalise, originOf } from './normalise.ts'
import { stem } from './stems.ts'
import { tokenise } from './tokens.ts'

test('normalises width, case and ligatures, with the way back to the original', () => {
  const normalised = normalise('ＡＢ ﬁ Ünï')
  expect(normalised.text).toBe('ab fi ünï')
  expect(originOf(normalised, normalised.text.indexOf('fi') + 1)).toBe(3)
})

test('cuts words, Chinese characters, numbers, signs and emoji', () => {
  expect(tokenise("Don't ship 2 of 我的鞋!! 😀").map(({ kind, text }) => `${kind}:${text}`)).toEqual([
    'word:dont',
    'word:ship',
    'number:2',
    'word:of',
    'cjk:我',
    'cjk:的',
    'cjk:鞋',
    'mark:!!',
    'emoji:😀',
  ])
})

test('offsets of tokens rise and stay within the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let last = 0
      for (const { start, end } of tokenise(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(text.length)
        last = start
      }
    }),
    { numRuns: 300, seed: 13 },
  )
})

test.each([
  ['where is my order', 'en'],
  ['我的订单在哪', 'zh'],
  ['我的 MacBook Pro 坏了', 'zh'],
  ['I bought 茶 in your shop', 'en'],
])('detects the language of "%s"', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})

test('takes the stem of English words from natural', () => {
  expect(stem('refunded')).toBe(stem('refunds'))
  expect(stem('constructor')).toBe('constructor')
})
