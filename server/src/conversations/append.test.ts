import { expect, test } from 'vitest'
import { dana, now, thread } from '../../test/support/thread.ts'
import type { Sealer } from '../storage/sealing.ts'
import { append, type Change, threadAfter } from './append.ts'
import { closeQuietly } from './ending.ts'
import { offer } from './offering.ts'
import { note } from './remarks.ts'

const sealer = { seal: async (_: string, text: string) => Buffer.from(text) } as unknown as Sealer
const opened = thread({ control: 'requested' })
const later = now + 4000
const said: Change = { entries: [], set: {}, preview: { by: 'customer', text: 'hello' } }

test.each<[string, Change | undefined, boolean]>([
  ['what was said', said, true],
  [
    'the end of the conversation',
    closeQuietly(opened, { outcome: 'answered', askRating: false }, '{}', later),
    true,
  ],
  ['an offer', offer(opened, dana, later + 4000), false],
  ['a note', note(dana, 'vip', 'client-1', 't:dana:note-client-1'), false],
])('whether lists are moved by %s', async (_, change, moves) => {
  const appended = await append(sealer, opened, change as Change, later)
  const after = threadAfter(opened, appended)
  expect(after.lastAt.getTime()).toBe(later)
  expect(after.movedAt.getTime()).toBe(moves ? later : now)
})
