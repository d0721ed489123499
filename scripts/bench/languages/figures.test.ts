import { expect, test } from 'vitest'
import { type Answer, byBand, mixedFigures, type Scored } from './figures.ts'

test('a text counts in the band of its length and in all', () => {
  const scored = [
    scoredAs('ok', 'en', 'en'),
    scoredAs('a'.repeat(16), 'en', 'es'),
    scoredAs('a'.repeat(41), 'en', 'en'),
  ]
  expect(byBand(scored)).toEqual([2 / 3, 1, 0, 1])
})

test('a mixed text is found in whole when its languages are found and no other', () => {
  const text = 'hola, where is my order?'
  const mixed = { text, language: 'en', languages: ['en', 'es'] }
  const found = (...languages: string[]): Answer => ({ language: 'en', confidence: 1, found: languages })
  expect(
    mixedFigures([mixed, mixed, mixed], [found('es', 'en'), found('en'), found('en', 'es', 'pt')]),
  ).toEqual({
    main: 1,
    all: 1 / 3,
  })
})

function scoredAs(text: string, expected: string, language: string): Scored {
  return { test: { text, language: expected }, answer: { language, confidence: 1 } }
}
