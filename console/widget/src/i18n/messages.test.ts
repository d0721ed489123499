import { expect, test } from 'vitest'
import { en } from './en.ts'
import { fill, pickLocale } from './messages.ts'
import { zh } from './zh.ts'

const facts = (message: string) => [...message.matchAll(/\{\w+\}/g)].map(String).sort()

test('every message is there in both languages, with the same facts in it', () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
  for (const [key, message] of Object.entries(en)) {
    expect(message).not.toBe('')
    expect(facts(zh[key as keyof typeof en]), key).toEqual(facts(message))
  }
})

test('picks a language that the company speaks', () => {
  expect(pickLocale('zh-Hans-CN')).toBe('zh')
  expect(pickLocale('de')).toBe('en')
  expect(pickLocale(undefined, ['zh'])).toBe('zh')
})

test('leaves unknown facts standing', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}')
})
