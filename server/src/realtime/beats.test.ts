import { expect, test } from 'vitest'
import { createBeats } from './beats.ts'
import type { Presence } from './presence.ts'

function desk(chosen: (users: readonly string[]) => Promise<ReadonlyMap<string, Presence>>) {
  const written: [string, Presence][][] = []
  const book = { setAll: async (known: ReadonlyMap<string, Presence>) => void written.push([...known]) }
  return { beat: createBeats({ chosen, book }), written }
}

test('beats of a moment are one question and one writing, a person of many tabs once', async () => {
  const asked: (readonly string[])[] = []
  const { beat, written } = desk(async (users) => {
    asked.push(users)
    return new Map(users.map((user) => [user, user === 'b' ? 'away' : 'online']))
  })
  await Promise.all([beat('a'), beat('b'), beat('a')])
  expect(asked).toEqual([['a', 'b']])
  expect(written).toEqual([
    [
      ['a', 'online'],
      ['b', 'away'],
    ],
  ])
  await beat('a')
  expect(written).toHaveLength(2)
})

test('a question that fails fails the beats of its moment only', async () => {
  let fails = true
  const { beat, written } = desk(async (users) => {
    if (fails) throw new Error('no store')
    return new Map(users.map((user) => [user, 'online']))
  })
  const results = await Promise.allSettled([beat('a'), beat('b')])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  await beat('a')
  expect(written).toEqual([[['a', 'online']]])
})
