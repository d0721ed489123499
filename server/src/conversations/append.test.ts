import { expect, test } from 'vitest'
import type { Sealer } from '../storage/sealing.ts'
import { append, type Change, threadAfter } from './append.ts'
import { closeQuietly } from './ending.ts'
import { offer } from './offering.ts'
import { note } from './remarks.ts'
import { newThread, type Thread } from './thread.ts'

const sealer = { seal: async (_: string, text: string) => Buffer.from(text) } as unknown as Sealer
const opened: Thread = {
  ...newThread(
    {
      thread: 't',
      account: 'a',
      channel: 'web',
      identity: 'a:visitor:1',
      customer: 'c',
      customerName: 'Amelia',
      vip: false,
    },
    new Date(1000),
  ),
  status: 'open',
  control: 'requested',
}
const said: Change = { entries: [], set: {}, preview: { by: 'customer', text: 'hello' } }

test.each<[string, Change | undefined, boolean]>([
  ['what was said', said, true],
  [
    'the end of the conversation',
    closeQuietly(opened, { outcome: 'answered', askRating: false }, '{}', 5000),
    true,
  ],
  ['an offer', offer(opened, { id: 'dana', name: 'Dana' }, 9000), false],
  ['a note', note({ id: 'dana', name: 'Dana' }, 'vip', 'client-1', 't:dana:note-client-1'), false],
])('whether lists are moved by %s', async (_, change, moves) => {
  const appended = await append(sealer, opened, change as Change, 5000)
  const after = threadAfter(opened, appended)
  expect(after.lastAt.getTime()).toBe(5000)
  expect(after.movedAt.getTime()).toBe(moves ? 5000 : 1000)
})
