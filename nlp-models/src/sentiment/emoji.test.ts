import { expect, test } from 'vitest'
import { emojiStrength } from './emoji.ts'

test('signs are stronger or weaker, also with a mark of style behind them', () => {
  expect(emojiStrength('❤️')).toBe(3)
  expect(emojiStrength('🙂')).toBe(1)
  expect(emojiStrength('😡')).toBeLessThan(emojiStrength('😕'))
  expect(emojiStrength('🚲')).toBe(0)
})
