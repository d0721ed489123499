import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSpelling, isWithinOneSlip } from './spelling.ts'

const words = ['refund', 'refunds', 'order', 'card', 'delivery', 'charge', 'parcel']
const spelling = createSpelling(words, (word) => words.includes(word) || word === 'cart')

test.each([
  ['refnud', 'refund'],
  ['reefund', 'refund'],
  ['rfund', 'refund'],
  ['delivrey', 'delivery'],
  ['chsrge', 'charge'],
  ['ordr', 'order'],
  ['parcle', 'parcel'],
])('%s was meant as %s', (typed, meant) => {
  expect(spelling.correct(typed)).toBe(meant)
})

test.each(['cart', 'order', 'xyz', 'zzzzzz', 'rd', '退款', 'naïve', 'a'.repeat(40), ''])(
  'leaves %j alone: known, too short, too far, or no plain word',
  (word) => {
    expect(spelling.correct(word)).toBe(word)
  },
)

test('of several the most wanted is meant, and one with another first letter only if there is no other', () => {
  const both = createSpelling(['bold', 'cold', 'gold'], () => false)
  expect(both.correct('golt')).toBe('gold')
  expect(both.correct('hold')).toBe('bold')
})

test('every single slip in a long word is found', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
  const slip = fc.record({ at: fc.nat(7), kind: fc.nat(3), letter })
  fc.assert(
    fc.property(slip, ({ at, kind, letter: other }) => {
      const word = 'delivery'
      const swapped = word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2)
      const typed = [
        word.slice(0, at) + word.slice(at + 1),
        word.slice(0, at) + other + word.slice(at),
        word.slice(0, at) + other + word.slice(at + 1),
        swapped,
      ][kind] as string
      expect(isWithinOneSlip(typed, word)).toBe(true)
      expect(createSpelling([word], () => false).correct(typed)).toBe(word)
    }),
    { numRuns: 300, seed: 13 },
  )
})

test('two slips are too many', () => {
  expect(isWithinOneSlip('dlivrey', 'delivery')).toBe(false)
  expect(spelling.correct('dlvry')).toBe('dlvry')
})
