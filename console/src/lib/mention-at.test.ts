import { expect, test } from 'vitest'
import { mentionAt, mentionedIn, rankPeople } from './mention-at.ts'

const person = (name: string, allowed = true, presence: 'online' | 'offline' = 'online') => ({
  id: name.toLowerCase(),
  name,
  role: 'agent' as const,
  presence,
  allowed,
})

test.each([
  ['@', ''],
  ['ask @me', 'me'],
  ['问一下，@李', '李'],
  ['ask @Mei Ch', 'Mei Ch'],
])('a mention is begun in %j', (text, query) => {
  expect(mentionAt(text, text.length)?.query).toBe(query)
})

test.each(['mail a@b', 'a@', '@mei then more words'])('none is begun in %j', (text) => {
  expect(mentionAt(text, text.length)).toBeUndefined()
})

test('finds people by beginnings, words and letters; who may see it and who is there come first', () => {
  const people = [person('Mei Chen', true, 'offline'), person('Tom Mendel', false), person('Ada Meier')]
  expect(rankPeople(people, 'me').map(({ name }) => name)).toEqual(['Mei Chen', 'Ada Meier', 'Tom Mendel'])
  expect(rankPeople(people, 'mch').map(({ name }) => name)).toEqual(['Mei Chen'])
})

test('a name that begins like another is not the other', () => {
  const people = [person('Mei'), person('Mei Chen')]
  expect(mentionedIn('thanks @Mei Chen', people).map(({ name }) => name)).toEqual(['Mei Chen'])
  expect(mentionedIn('@Mei and @Mei Chen', people)).toHaveLength(2)
  expect(mentionedIn('Mei Chen', people)).toEqual([])
})
