import { expect, test } from 'vitest'
import { threadIn, titleOf } from './title-parts.ts'

const place = { customer: undefined, page: undefined, area: 'Inbox', company: 'Northwind', product: 'Parley' }

test('the most particular comes first, and nothing stands there twice', () => {
  expect(titleOf(place)).toBe('Inbox · Northwind · Parley')
  expect(titleOf({ ...place, customer: '李婷' })).toBe('李婷 · Inbox · Northwind · Parley')
  expect(titleOf({ ...place, area: 'Customers', page: 'Customers' })).toBe('Customers · Northwind · Parley')
  expect(titleOf({ ...place, area: 'Admin', page: 'Queues' })).toBe('Queues · Admin · Northwind · Parley')
  expect(titleOf({ ...place, company: 'Parley' })).toBe('Inbox · Parley')
})

test('an address of the inbox says which conversation is open', () => {
  expect(threadIn('/inbox/open/t_1')).toBe('t_1')
  expect(threadIn('/inbox/mentions/t_1')).toBe('t_1')
  expect(threadIn('/inbox/open')).toBeUndefined()
  expect(threadIn('/customers/blocked/t_1')).toBeUndefined()
})
