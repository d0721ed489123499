import { expect, test } from 'vitest'
import { readAddresses } from './addresses.ts'

test('a list between commas, semicolons, lines and spaces, with and without names', () => {
  const { people, wrong } = readAddresses(
    'a@x.example, B@X.example;"Doe, Jane" <jane@x.example>\nc@x.example d@x.example，李娜 <lina@x.example>',
  )
  expect(people).toEqual([
    { email: 'a@x.example' },
    { email: 'b@x.example' },
    { email: 'jane@x.example', name: 'Doe, Jane' },
    { email: 'c@x.example' },
    { email: 'd@x.example' },
    { email: 'lina@x.example', name: '李娜' },
  ])
  expect(wrong).toEqual([])
})

test('the same address in other case is one; what is none is named', () => {
  const { people, wrong } = readAddresses('Ada@x.example, ada@X.example, nobody, <>, a@b, аda@x.example')
  expect(people).toEqual([{ email: 'ada@x.example' }])
  expect(wrong).toEqual(['nobody', '<>', 'a@b', 'аda@x.example'])
})

test('five hundred pasted lines are read', () => {
  const text = Array.from({ length: 500 }, (_, index) => `person${index}@x.example`).join('\n')
  expect(readAddresses(text).people).toHaveLength(500)
})
