import { expect, test } from 'vitest'
import { stays } from './stays.ts'

const untouched = { authors: [], pending: false, drafted: false }

test.each([
  ['nothing happened', untouched, false],
  ['routing and the bot went on by themselves', { ...untouched, authors: ['system', 'bot'] as const }, false],
  ['a customer wrote', { ...untouched, authors: ['bot', 'customer'] as const }, true],
  ['a colleague wrote, or took it', { ...untouched, authors: ['agent'] as const }, true],
  ['a message is on its way', { ...untouched, pending: true }, true],
  ['somebody has begun to write', { ...untouched, drafted: true }, true],
])('%s', (_name, since, expected) => {
  expect(stays(since)).toBe(expected)
})
