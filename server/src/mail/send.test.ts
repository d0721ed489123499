import { expect, test } from 'vitest'
import { withoutAddresses } from './send.ts'

test('whoever a mail server refuses is not named in the log', () => {
  expect(withoutAddresses('550 5.1.1 <dana.ivers@example.com>: user unknown')).toBe(
    '550 5.1.1 <…@example.com>: user unknown',
  )
  expect(withoutAddresses('451 try again later, 李娜@例子.公司 is over quota')).toBe(
    '451 try again later, …@例子.公司 is over quota',
  )
  expect(withoutAddresses('421 too many connections')).toBe('421 too many connections')
})
