import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_SENTENCE, splitSentences } from './sentences.ts'

const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text)

test.each<[string, readonly string[]]>([
  ['Hi! Where is it? I paid $4.50 for it.', ['Hi!', 'Where is it?', 'I paid $4.50 for it.']],
  ['Mr. Smith called, e.g. on Monday. Twice.', ['Mr. Smith called, e.g. on Monday.', 'Twice.']],
  ['See https://a.example/b.c?d=e! now. Thanks', ['See https://a.example/b.c?d=e! now.', 'Thanks']],
  ['one\n\n two…three', ['one', 'two…', 'three']],
  ['你好！我想退货。运费谁出？', ['你好！', '我想退货。', '运费谁出？']],
  ['他说：“坏了。”然后呢？', ['他说：“坏了。”', '然后呢？']],
  ['', []],
  ['  \n ', []],
])('%j', (text, expected) => {
  expect(texts(text)).toEqual(expected)
})

test('a piece without marks is cut behind a space, and nothing of it is lost', () => {
  const text = 'word '.repeat(500)
  expect(texts(text).every((one) => one.length <= LONGEST_SENTENCE)).toBe(true)
  expect(texts(text).join(' ')).toBe(text.trim())
})

test('sentences map back to the text, in order, whatever the text', () => {
  const any = fc.string({ unit: 'binary', maxLength: 100 })
  const marks = fc.string({ unit: fc.constantFrom('.', '。', ' ', 'a', '\ud83d', '中', '\n', '?', '”') })
  fc.assert(
    fc.property(fc.oneof(any, marks), (text) => {
      let from = 0
      for (const { start, end, text: said } of splitSentences(text)) {
        if (text.slice(start, end) !== said || start < from || end <= start) return false
        from = end
      }
      return true
    }),
  )
})
