import { afterEach, expect, test } from 'vitest'
import { putCounts, putPage, resetInbox, useInbox } from './inbox-store.ts'
import { listOfView } from './views.ts'

afterEach(resetInbox)

const counts = (waiting: number) => ({ waiting, mine: 0, bot: 0, open: 0, closed: 0 })
const shown = () => useInbox.getState().rows.counts.waiting
const later = () => performance.now() + 1

test('a page that was asked for before a number was told does not bring the older one back', () => {
  const asked = performance.now()
  putCounts({ waiting: 5 })
  putPage(listOfView('open'), { rows: [], counts: counts(4) }, true, asked)
  expect(shown()).toBe(5)
  expect(useInbox.getState().rows.counts.closed).toBe(0)
  putPage(listOfView('open'), { rows: [], counts: counts(6) }, true, later())
  expect(shown()).toBe(6)
})
