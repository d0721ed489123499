import { expect, test } from 'vitest'
import { queueNow } from './queue-now.ts'

const named = (id: string) => ({ id, name: { en: id, zh: id } })
const queues = [named('general'), named('returns')]

test.each([
  ['one that stands', 'returns', { returns: 'general' }, 'returns'],
  ['one that was removed', 'repairs', { repairs: 'returns' }, 'returns'],
  ['one whose heir was removed as well', 'old', { old: 'repairs', repairs: 'returns' }, 'returns'],
  ['one that nobody knows', 'nowhere', {}, 'general'],
  ['heirs that go in a ring', 'a', { a: 'b', b: 'a' }, 'general'],
])('%s', (_, queue, heirs, expected) => {
  expect(queueNow({ queues, heirs }, queue)).toBe(expected)
})

test('an install without heirs', () => {
  expect(queueNow({ queues }, 'gone')).toBe('general')
})
