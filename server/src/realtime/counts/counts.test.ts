import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import type { User, View } from '../../contract/index.ts'
import { createListCounts } from './list-counts.ts'
import { createViewCounts } from './view-counts.ts'

const ruth: User = {
  ...{ id: 'ruth', email: 'ruth@example.com', name: 'Ruth', role: 'supervisor', queues: [] },
  ...{ languages: ['en'], capacity: 3, demo: false },
}

/** A connection, as far as telling goes: what it was told, and whether it could take anything now. */
function connection() {
  const told: Record<string, number>[] = []
  const transport = { writable: true }
  const emit = (_event: string, numbers: Record<string, number>) => told.push(numbers)
  return { socket: { conn: { transport }, emit } as unknown as Socket, transport, told }
}

function viewCounts() {
  const store = { value: 1, resting: false, isAway: false }
  const count = async () => {
    if (store.isAway) throw new Error('away')
    return { value: store.value, resting: store.resting }
  }
  const counts = createViewCounts({
    countShared: count,
    countOwn: async () => ({ value: 0, resting: false }),
  })
  return { ...counts, store }
}

const all = (value: number) => ({ waiting: value, mine: value, bot: value, open: value, closed: value })

test('who comes is told every number although nothing changes, and then only what changed', async () => {
  const { watch, changed, tell, store } = viewCounts()
  const { socket, told } = connection()
  watch(socket, ruth)
  await tell()
  await tell()
  expect(told).toEqual([all(1)])
  store.value = 2
  changed('waiting', new Set())
  await tell()
  expect(told.slice(1)).toEqual([{ waiting: 2 }])
})

test('nothing piles up before a connection that is busy: it gets the numbers of later', async () => {
  const { watch, tell, store } = viewCounts()
  const { socket, transport, told } = connection()
  watch(socket, ruth)
  transport.writable = false
  await tell()
  store.value = 7
  await tell()
  expect(told).toEqual([])
  transport.writable = true
  await tell()
  expect(told).toEqual([all(7)])
})

test('what could not be counted is told once it can be', async () => {
  const { watch, changed, tell, store } = viewCounts()
  const { socket, told } = connection()
  watch(socket, ruth)
  await tell()
  changed('mine', new Set(['ruth']))
  changed('open', new Set())
  Object.assign(store, { isAway: true, value: 3 })
  await expect(tell()).rejects.toThrow('away')
  store.isAway = false
  await tell()
  expect(told.slice(1)).toEqual([{ mine: 3, open: 3 }])
})

test('a number that rests is told to whom has none, and to the others when it was made anew', async () => {
  const { watch, changed, tell, store } = viewCounts()
  const [old, fresh] = [connection(), connection()]
  watch(old.socket, ruth)
  await tell()
  Object.assign(store, { resting: true, value: 2 })
  changed('open', new Set())
  watch(fresh.socket, ruth)
  await tell()
  expect([old.told.length, fresh.told]).toEqual([1, [all(2)]])
  Object.assign(store, { resting: false, value: 4 })
  await tell()
  expect([old.told.at(-1)?.['open'], fresh.told.at(-1)?.['open']]).toEqual([4, 4])
})

test('a narrowed list that was told while its first number was on its way is told once more', async () => {
  const answers: ((value: number) => void)[] = []
  const { watch, touched, tell } = createListCounts({
    countOf: () => new Promise((resolve) => answers.push((value) => resolve({ value, resting: false }))),
  })
  const { socket, told } = connection()
  const lists = [{ key: 'vip', view: 'open' as View, filter: { vip: true as const } }]
  const first = watch(socket, ruth, lists)
  touched('open')
  const telling = tell()
  answers[1]?.(2)
  await telling
  answers[0]?.(1)
  expect([await first, told]).toEqual([{ vip: 1 }, [{ vip: 2 }]])
  const again = tell()
  answers[2]?.(2)
  await again
  expect(told).toEqual([{ vip: 2 }, { vip: 2 }])
})
