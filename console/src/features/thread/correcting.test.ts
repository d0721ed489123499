import { afterEach, expect, test } from 'vitest'
import { guessCorrection, readingOf, useCorrecting, withGuess } from './correcting.ts'
import type { Correction } from './log-items.ts'

const said = (intent: string): Correction => ({ kind: 'correction', of: 3, intent, by: 'Dana' })
const guessed = () => useCorrecting.getState().guesses['t 3']

afterEach(() => useCorrecting.setState({ guesses: {} }))

test('a correction stands at once, and once the log has it, not twice', () => {
  guessCorrection('t', [], said('refund'))
  expect(withGuess([], guessed())).toEqual([said('refund')])
  expect(withGuess([said('refund')], guessed())).toEqual([said('refund')])
  // A colleague was faster: what the log says counts.
  expect(withGuess([said('cancel')], guessed())).toEqual([said('cancel')])
})

test('what is refused goes from the screen, and only that', () => {
  const takeBack = guessCorrection('t', [], said('refund'))
  const later = guessCorrection('t', [], said('cancel'))
  takeBack()
  expect(withGuess([], guessed())).toEqual([said('cancel')])
  later()
  expect(withGuess([], guessed())).toEqual([])
})

test('of a message that no model read, only what a person said of it counts', () => {
  expect(readingOf(undefined, [])).toBeUndefined()
  expect(readingOf(undefined, [said('refund')])).toMatchObject({
    intent: { name: 'refund' },
    mood: undefined,
  })
  const taken: Correction = { kind: 'correction', of: 3, withdrawn: 'intent', by: 'Dana' }
  expect(readingOf(undefined, [said('refund'), taken])).toBeUndefined()
})
