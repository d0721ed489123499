import { expect, test } from 'vitest'
import { emojis, findEmojis } from './emoji-list.ts'

const found = (query: string) => findEmojis(query).map(({ sign }) => sign)

test('every sign is there once, with a name in both languages', () => {
  expect(new Set(emojis.map(({ sign }) => sign)).size).toBe(emojis.length)
  expect(emojis.filter(({ en, zh }) => en === '' || zh === '')).toEqual([])
})

test('a sign is found by the beginning of its names in English, and by any part of those in Chinese', () => {
  expect(found('thumbs')).toEqual(['👍', '👎'])
  expect(found('RAIN')).toEqual(['🌈', '☔'])
  expect(found('快递')).toEqual(['📦'])
  expect(found('red heart')).toEqual(['❤️'])
  expect(found('ello')).toEqual([])
  expect(found('  ')).toHaveLength(emojis.length)
})
