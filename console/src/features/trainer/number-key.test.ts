import { expect, test } from 'vitest'
import { numberOf } from './number-key.ts'

const press = (key: string, held: { ctrlKey?: boolean } = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})
const on = { singleKeys: true }

test('the keys 1 to 9 mean a number, alone and as long as single keys are on', () => {
  const free = () => false
  expect(['1', '9', '0', 'a'].map((key) => numberOf(press(key), on, free))).toEqual([
    1,
    9,
    undefined,
    undefined,
  ])
  expect(numberOf(press('1', { ctrlKey: true }), on, free)).toBeUndefined()
  expect(numberOf(press('1'), { singleKeys: false }, free)).toBeUndefined()
  expect(numberOf(press('3'), on, (key) => key === '3')).toBeUndefined()
})
