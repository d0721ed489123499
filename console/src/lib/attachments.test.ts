import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  attachedTo,
  openAttachments,
  recallAttachments,
  returnAttachments,
  useAttachments,
} from './attachments.ts'
import { browserStorage } from './testing/browser-storage.ts'

const HOUR_MS = 3_600_000

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', browserStorage())
  openAttachments('u_dana')
  returnAttachments('t_1', 'reply', [
    { id: 'f_1', name: 'receipt.pdf', bytes: 365, type: 'application/pdf' } as never,
  ])
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** What stands in the composer after a reload. */
function afterReload(owner: string): string[] {
  openAttachments(owner)
  recallAttachments('t_1', 'reply')
  return attachedTo(useAttachments.getState(), 't_1', 'reply').map(({ name }) => name)
}

test('what was attached is there again after a reload', () => {
  expect(afterReload('u_dana')).toEqual(['receipt.pdf'])
})

test('the next person at the same browser does not see it', () => {
  expect(afterReload('u_tom')).toEqual([])
  expect(afterReload('u_dana')).toEqual(['receipt.pdf'])
})

test('what the server has dropped meanwhile does not stand there as ready', () => {
  vi.advanceTimersByTime(23 * HOUR_MS)
  expect(afterReload('u_dana')).toEqual(['receipt.pdf'])
  vi.advanceTimersByTime(HOUR_MS)
  expect(afterReload('u_dana')).toEqual([])
})
