import { expect, test } from 'vitest'
import { tokenise } from '../../text/tokens.ts'
import { ENGLISH_NEGATIVE } from './english-negative.ts'
import { ENGLISH_POSITIVE } from './english-positive.ts'
import { inflect } from './inflect.ts'
import { findMood } from './mood-lexicon.ts'

const entryOf = (text: string) => findMood(tokenise(text), 0)

test('the longest entry holds', () => {
  expect(entryOf('thanks for nothing')?.size).toBe(3)
  expect(entryOf('thanks for nothing')?.entry.strength).toBeLessThan(0)
  expect(entryOf('thanks for coming')?.entry.strength).toBeGreaterThan(0)
  expect(entryOf('不好意思')?.entry.strength).toBe(0)
  expect(entryOf('tent')).toBeUndefined()
})

test('an entry may mean several things', () => {
  expect(entryOf('可惜')?.entry).toMatchObject({ strength: -1, contrasts: true })
  expect(entryOf('not only')?.entry).toMatchObject({ strength: 0, negates: false })
  expect(entryOf('extremely')?.entry).toMatchObject({ strength: 0, degree: 1.7 })
})

test('no English word is in the lists of both moods', () => {
  const wordsOf = (lists: Readonly<Record<string, string>>) =>
    Object.values(lists).flatMap((list) => list.split(/\s+/).filter((word) => word !== ''))
  const good = new Set(wordsOf(ENGLISH_POSITIVE))
  expect(wordsOf(ENGLISH_NEGATIVE).filter((word) => good.has(word))).toEqual([])
})

test.each([
  ['annoy', 'annoyed'],
  ['love', 'loving'],
  ['worry', 'worried'],
  ['happy', 'happiest'],
  ['rob', 'robbed'],
  ['smash', 'smashes'],
])('%s may be %s', (word, form) => {
  expect(inflect(word)).toContain(form)
})
