import { expect, test } from 'vitest'
import type { User, View } from '../../contract/index.ts'
import { createOwnNumbers } from './own-numbers.ts'

const person = (id: string, queues = ['orders']): User => ({
  ...{ id, email: `${id}@example.com`, name: id, role: 'agent', queues },
  ...{ languages: ['en'], capacity: 3, demo: false },
})
const [ann, ben] = [person('ann'), person('ben')]

function book(resting = false) {
  const counted: string[] = []
  let clock = 0
  const numbers = createOwnNumbers(
    async (view: View, { id }) => {
      counted.push(`${view} ${id}`)
      return { value: counted.length, resting }
    },
    () => clock,
    () => 0,
  )
  const pass = (ms: number) => {
    clock += ms
  }
  return { ...numbers, counted, pass }
}

test('a number is counted once, and anew for whom something changed', async () => {
  const { of, forget, counted } = book()
  for (let time = 0; time < 3; time++) await Promise.all([of('mine', ann), of('mine', ben)])
  expect(counted).toEqual(['mine ann', 'mine ben'])
  forget('mine', new Set(['ben']))
  expect([(await of('mine', ann)).value, (await of('mine', ben)).value]).toEqual([1, 3])
  forget('open', 'everybody')
  await of('mine', ann)
  expect(counted).toHaveLength(3)
  forget('mine', 'everybody')
  await Promise.all([of('mine', ann), of('mine', ben)])
  expect(counted).toHaveLength(5)
})

test('it is counted anew after some minutes, and with other queues', async () => {
  const { of, isStale, counted, pass } = book()
  await of('open', ann)
  pass(149_000)
  expect(isStale('open', ann)).toBe(false)
  expect(isStale('open', person('ann', ['orders', 'billing']))).toBe(true)
  pass(2000)
  expect(isStale('open', ann)).toBe(true)
  await of('open', ann)
  expect(counted).toHaveLength(2)
})

test('a number that rests is not remembered', async () => {
  const { of, counted } = book(true)
  await of('mine', ann)
  expect(await of('mine', ann)).toEqual({ value: 2, resting: true })
  expect(counted).toHaveLength(2)
})
