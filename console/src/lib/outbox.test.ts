import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserStorage } from './testing/browser-storage.ts'

beforeEach(() => {
  vi.stubGlobal('localStorage', browserStorage())
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})

afterEach(() => void vi.unstubAllGlobals())

/** A tab of its own: modules are not shared, storage is. */
async function openTab(owner = 'u_dana') {
  vi.resetModules()
  const { openOutbox, send, retry, queueUnanswered, sendQueued, discard, useOutbox } = await import(
    './outbox.ts'
  )
  const { useConnection } = await import('./connection.ts')
  openOutbox(owner)
  const items = () => useOutbox.getState().items.map(({ clientId, state }) => [clientId, state])
  const connect = () => useConnection.setState({ status: 'online' })
  return { send, retry, queueUnanswered, sendQueued, discard, items, connect }
}

const reply = (clientId: string, at: number) => ({
  clientId,
  thread: 't_1',
  mode: 'reply' as const,
  text: `words of ${clientId}`,
  at,
  epoch: 1,
  seenSeq: 3,
})

test('what two tabs could not send is all there afterwards, in the order of writing', async () => {
  const [left, right] = [await openTab(), await openTab()]
  await right.send(reply('second', 2000))
  await left.send(reply('first', 1000))
  expect((await openTab()).items()).toEqual([
    ['first', 'queued'],
    ['second', 'queued'],
  ])
})

test('what one tab discards is gone, what the other wrote stays', async () => {
  const left = await openTab()
  await left.send(reply('first', 1000))
  const right = await openTab()
  await right.send(reply('second', 2000))
  left.discard('first')
  expect((await openTab()).items()).toEqual([['second', 'queued']])
})

test('nobody takes up what another person wrote at the same browser', async () => {
  await (await openTab('u_dana')).send(reply('first', 1000))
  expect((await openTab('u_dan')).items()).toEqual([])
})

test('a server that says nothing although the connection stands: the reply is failed at once, and sent again as the same', async () => {
  const asked: string[] = []
  const silent = new DOMException('late', 'TimeoutError')
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body).clientId)
    return Promise.reject(silent)
  })
  const { send, retry, items, connect } = await openTab()
  connect()
  await send(reply('first', 1000))
  expect(items()).toEqual([['first', 'failed']])
  await retry('first')
  expect(items()).toEqual([['first', 'failed']])
  expect(asked).toEqual(['first', 'first'])
})

test('what had no answer because the connection was going is sent with the next one, as the same', async () => {
  const asked: string[] = []
  const answers = [
    () => Promise.reject(new DOMException('late', 'TimeoutError')),
    () => Promise.resolve(new Response('{}', { status: 202 })),
  ]
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body).clientId)
    return answers.shift()?.()
  })
  const { send, queueUnanswered, sendQueued, items, connect } = await openTab()
  connect()
  await send(reply('first', 1000))
  expect(items()).toEqual([['first', 'failed']])
  queueUnanswered()
  expect(items()).toEqual([['first', 'queued']])
  await sendQueued()
  expect(items()).toEqual([['first', 'sent']])
  expect(asked).toEqual(['first', 'first'])
})

test('a server that fails is asked three times within eight seconds, then the agent', async () => {
  vi.useFakeTimers()
  try {
    const asked = vi.fn(() => Promise.resolve(new Response('{}', { status: 500 })))
    vi.stubGlobal('fetch', asked)
    const { send, items, connect } = await openTab()
    connect()
    await send(reply('first', 1000))
    expect(items()).toEqual([['first', 'queued']])
    await vi.advanceTimersByTimeAsync(8000)
    expect(items()).toEqual([['first', 'failed']])
    expect(asked).toHaveBeenCalledTimes(3)
  } finally {
    vi.useRealTimers()
  }
})
