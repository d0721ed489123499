import type { Row } from '@parley/server/contract'
import { beforeEach, expect, test } from 'vitest'
import { noteOwn, putOwn, useOwnAsked } from './own-asked.ts'

const row = (head: number, unanswered: number, status = 'open') =>
  ({ id: 't_1', head, unanswered, status }) as Row
const asks = () => Object.values(useOwnAsked.getState().byId).some((one) => one.asks)

beforeEach(() => putOwn([]))

test('a conversation of mine that waits is known without its list on the screen', () => {
  putOwn([row(4, 1)])
  expect(asks()).toBe(true)
  noteOwn({ view: 'mine', id: 't_1', head: 5, row: row(5, 0) })
  expect(asks()).toBe(false)
})

test('one that left me asks nothing of me, and an older word does not bring it back', () => {
  putOwn([row(4, 1)])
  noteOwn({ view: 'mine', id: 't_1', head: 6, left: true })
  noteOwn({ view: 'mine', id: 't_1', head: 5, row: row(5, 2) })
  expect(asks()).toBe(false)
})

test('an answer of the server that was overtaken does not count', () => {
  noteOwn({ view: 'mine', id: 't_1', head: 6, row: row(6, 1) })
  putOwn([row(5, 0)])
  expect(asks()).toBe(true)
})

test('what is closed waits for nobody', () => {
  putOwn([row(4, 1, 'closed')])
  expect(asks()).toBe(false)
})
