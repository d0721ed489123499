import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newThread, type Thread } from '../conversations/thread.ts'
import { createFanOut, customerRoom } from './fan-out.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const thread = (_id: string): Thread =>
  newThread(
    {
      thread: _id,
      account: 'shop',
      channel: 'web',
      identity: 'shop:x',
      customer: 'c_x',
      customerName: '',
      vip: false,
    },
    new Date(0),
  )

it('compares only threads that somebody still shows here', async () => {
  const asked: string[][] = []
  const rooms = new Map([[customerRoom('stays'), new Set(['1'])]])
  const namespace = { adapter: { rooms } }
  const fanOut = createFanOut({
    ...{ console: { adapter: { rooms: new Map() } }, widget: namespace },
    threads: {
      find: ({ _id }: { _id: { $in: string[] } }) => {
        asked.push(_id.$in)
        return { lean: async () => [] }
      },
    },
    states: { askedAt: () => undefined, isTime: () => false },
    bus: { onHead: () => undefined },
  } as never)
  rooms.set(customerRoom('leaves'), new Set(['2']))
  fanOut.joined(thread('stays'))
  fanOut.joined(thread('leaves'))
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([['stays', 'leaves']])
  rooms.delete(customerRoom('leaves'))
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([['stays', 'leaves'], ['stays']])
  fanOut.stop()
})
