import { expect, test } from 'vitest'
import { normalise } from '../text.ts'
import { isQuestion } from './question.ts'

test.each([
  'Is that so?',
  'how much is it',
  'ok, where’s the shop',
  'can you help',
  "isn't it free",
  'by the way do you sell tents',
  'when does it end',
  '这个贵吗',
  '多久能寄出',
  '真的？',
])('asks: %s', (text) => {
  expect(isQuestion(text, normalise(text))).toBe(true)
})

test.each([
  'the zip is stuck',
  'when I opened the box it was empty',
  'why not',
  'do it',
  'which is too small for me',
  '没什么',
  '拉链卡住了',
  '',
])('does not ask: %s', (text) => {
  expect(isQuestion(text, normalise(text))).toBe(false)
})
