import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { adoptDrafts, clearDraft, draftOf, flushDrafts, openDrafts, writeDraft } from './draft-store.ts'
import { browserStorage } from './testing/browser-storage.ts'

const saved = () =>
  new Response(JSON.stringify({ at: 1 }), { headers: { 'content-type': 'application/json' } })

beforeEach(() => {
  vi.stubGlobal('localStorage', browserStorage())
  vi.stubGlobal('fetch', async () => saved())
  openDrafts('u_dana')
})

afterEach(() => void vi.unstubAllGlobals())

/** The server has confirmed what was written last. */
const confirmed = () => new Promise((resolve) => setTimeout(resolve, 20))

test('a snapshot that was read before a save does not take away what was saved', async () => {
  const asked = performance.now()
  writeDraft('t_1', 'reply', 'written while the server was away')
  flushDrafts()
  await confirmed()
  adoptDrafts('t_1', {}, asked)
  expect(draftOf('t_1', 'reply')).toBe('written while the server was away')
  adoptDrafts('t_1', {}, performance.now())
  expect(draftOf('t_1', 'reply')).toBe('')
})

test('nor does it bring back what was sent meanwhile', async () => {
  const asked = performance.now()
  writeDraft('t_2', 'reply', 'sent')
  clearDraft('t_2', 'reply')
  await confirmed()
  adoptDrafts('t_2', { reply: 'sent' }, asked)
  expect(draftOf('t_2', 'reply')).toBe('')
})
