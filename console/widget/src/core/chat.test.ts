import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeBrowser, identityOf } from '../test-kit/fake-browser.ts'
import { FakeServer, threadOf } from '../test-kit/fake-server.ts'
import type { Chat } from './chat.ts'

let server: FakeServer
let browser: FakeBrowser
const tabs: Chat[] = []

const pass = (ms = 2000) => vi.advanceTimersByTimeAsync(ms)

async function openTab(...ports: Parameters<FakeBrowser['tab']>): Promise<Chat> {
  const chat = browser.tab(...ports)
  tabs.push(chat)
  chat.start()
  chat.open()
  await pass()
  return chat
}

const texts = (chat: Chat) =>
  chat.state
    .get()
    .entries.flatMap(({ body }) => (body.kind === 'message' ? body.parts : []))
    .map((part) => (part.type === 'text' ? part.text : part.type))
const thread = (chat: Chat) => chat.state.get().thread ?? ''

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
  browser = new FakeBrowser(server)
})
afterEach(() => {
  for (const chat of tabs.splice(0)) chat.stop()
  vi.useRealTimers()
})

describe('the outgoing queue', () => {
  test('sends in the order written, one at a time, and shows each once', async () => {
    const chat = await openTab()
    for (const text of ['one', 'two', 'three']) chat.send(text)
    expect(chat.state.get().outgoing.map((each) => each.text)).toEqual(['one', 'two', 'three'])
    await pass()
    expect(texts(chat)).toEqual(['one', 'two', 'three'])
    expect(chat.state.get().outgoing).toEqual([])
    expect(server.mostInFlight).toBe(1)
  })

  test('repeats the same id when acknowledgements are lost, so that nothing doubles and nothing overtakes', async () => {
    const chat = await openTab()
    server.script.push('lost', 'lost', 'lost')
    for (const text of ['one', 'two', 'three']) chat.send(text)
    await pass(60_000)
    expect(server.texts(thread(chat))).toEqual(['one', 'two', 'three'])
    expect(new Set(server.stored).size).toBe(3)
    expect(chat.state.get().outgoing).toEqual([])
  })

  test('keeps what was written offline over a reload', async () => {
    const before = await openTab()
    server.reachable = false
    server.cut()
    before.send('one')
    before.send('two')
    await pass()
    before.stop()
    server.reachable = true
    const after = await openTab()
    expect(texts(after)).toEqual(['one', 'two'])
    expect(server.stored).toHaveLength(2)
  })

  test('sends what was written before there was a session', async () => {
    server.reachable = false
    const chat = browser.tab()
    tabs.push(chat)
    chat.start()
    chat.open()
    chat.send('early')
    expect(chat.state.get().outgoing).toHaveLength(1)
    server.reachable = true
    await pass(20_000)
    expect(texts(chat)).toEqual(['early'])
  })

  test('marks what is refused for good as failed, goes on, and retries under a new id', async () => {
    const chat = await openTab()
    server.script.push('id_reused')
    chat.send('one')
    chat.send('two')
    await pass()
    expect(texts(chat)).toEqual(['two'])
    const [failed] = chat.state.get().outgoing
    expect(failed).toMatchObject({ text: 'one', state: 'failed', code: 'id_reused' })
    chat.retry(failed?.id ?? '')
    await pass()
    expect(texts(chat)).toEqual(['two', 'one'])
    expect(server.stored).not.toContain(failed?.id)
  })

  test('waits when there are too many requests, and keeps the order', async () => {
    const chat = await openTab()
    server.script.push('too_many_requests', 'store_unavailable')
    chat.send('one')
    chat.send('two')
    await pass(30_000)
    expect(texts(chat)).toEqual(['one', 'two'])
  })
})

describe('the incoming log', () => {
  test('asks for what a lost event would have brought', async () => {
    const chat = await openTab()
    server.say(thread(chat), 'one')
    server.say(thread(chat), 'two', true)
    server.say(thread(chat), 'three')
    await pass()
    expect(texts(chat)).toEqual(['one', 'two', 'three'])
  })

  test('catches up after a broken connection, page by page', async () => {
    const chat = await openTab()
    server.cut()
    const many = Array.from({ length: 450 }, (_, at) => `message ${at}`)
    for (const text of many) server.say(thread(chat), text)
    await pass(5000)
    expect(texts(chat)).toEqual(many)
  })

  test('takes what the server has when the server forgot', async () => {
    const chat = await openTab()
    for (const text of ['one', 'two', 'three']) server.say(thread(chat), text)
    await pass()
    server.thread(thread(chat)).entries.splice(1)
    server.cut()
    await pass()
    expect(texts(chat)).toEqual(['one'])
    server.say(thread(chat), 'another two')
    expect(texts(chat)).toEqual(['one', 'another two'])
  })
})

describe('unread messages', () => {
  test('count while nobody looks, and are read when somebody does', async () => {
    const chat = await openTab()
    chat.close()
    server.say(thread(chat), 'one')
    server.say(thread(chat), 'two')
    expect(chat.state.get().unread).toBe(2)
    chat.show(true)
    expect(chat.state.get().unread).toBe(0)
    expect(server.reads).toEqual([2])
  })

  test('are still unread after a reload', async () => {
    const chat = await openTab()
    server.say(thread(chat), 'one')
    chat.show(true)
    chat.stop()
    server.say(thread(chat), 'two')
    const again = browser.tab()
    tabs.push(again)
    again.start()
    await pass()
    expect(again.state.get()).toMatchObject({ open: false, unread: 1 })
  })

  test('do not count a past that this browser sees for the first time', async () => {
    server.say(threadOf(`signed:${identityOf('amelia')}`), 'long ago')
    const chat = await openTab({ identity: identityOf('amelia') })
    expect(texts(chat)).toEqual(['long ago'])
    expect(chat.state.get().unread).toBe(0)
  })
})

describe('several tabs', () => {
  test('are one visitor, and what is read in one is read in all', async () => {
    const first = await openTab()
    const second = await openTab()
    expect(thread(second)).toBe(thread(first))
    server.say(thread(first), 'hello')
    expect(second.state.get().unread).toBe(1)
    first.show(true)
    await pass(10)
    expect(second.state.get().unread).toBe(0)
    expect(server.sessions).toHaveLength(1)
  })

  test('opened at the same time are one visitor too', async () => {
    const both = [browser.tab(), browser.tab()]
    tabs.push(...both)
    for (const chat of both) {
      chat.start()
      chat.open()
    }
    await pass()
    expect(new Set(both.map(thread)).size).toBe(1)
  })

  test('send one shared queue in order, one message at a time', async () => {
    const first = await openTab()
    const second = await openTab()
    for (let at = 0; at < 10; at += 1) {
      const chat = at % 2 === 0 ? first : second
      chat.send(`message ${at}`)
    }
    await pass(10_000)
    expect(server.texts(thread(first))).toEqual(Array.from({ length: 10 }, (_, at) => `message ${at}`))
    expect(server.mostInFlight).toBe(1)
    expect(second.state.get().outgoing).toEqual([])
  })
})

describe('a session that ends', () => {
  test('is replaced with a fresh identity of the host page, and nothing queued is lost', async () => {
    const old = identityOf('amelia')
    const chat = await openTab({ identity: old, askHost: async () => identityOf('amelia', 2) })
    server.refusals.set(old, 'token_expired').set(`signed:${old}`, 'token_expired')
    server.reachable = false
    server.cut()
    chat.send('still here')
    server.reachable = true
    await pass(5000)
    expect(server.sessions.at(-1)?.identity).toBe(identityOf('amelia', 2))
    expect(thread(chat)).toBe('thread of amelia')
    expect(server.texts(thread(chat))).toEqual(['still here'])
  })

  test('of a signed customer whom nobody vouches for any more becomes a visitor with the same words', async () => {
    const old = identityOf('amelia')
    const chat = await openTab({ identity: old })
    server.refusals.set(old, 'token_expired').set(`signed:${old}`, 'token_invalid')
    server.reachable = false
    server.cut()
    chat.send('still here')
    server.reachable = true
    await pass(5000)
    expect(chat.state.get().identified).toBe(false)
    expect(server.texts(thread(chat))).toEqual(['still here'])
  })

  test('of a visitor becomes a new one, with what was not sent', async () => {
    const chat = await openTab()
    server.refusals.set('visitor:1', 'token_expired')
    server.cut()
    chat.send('still here')
    await pass(5000)
    expect(thread(chat)).toBe(threadOf('visitor:2'))
    expect(server.texts(thread(chat))).toEqual(['still here'])
    expect(texts(chat)).toEqual(['still here'])
  })

  test('for another reason than its token stays ended until the customer starts anew', async () => {
    const chat = await openTab()
    for (const link of server.links) link.events.ended('forbidden')
    expect(chat.state.get().phase).toBe('ended')
    chat.restart()
    await pass()
    expect(chat.state.get()).toMatchObject({ phase: 'ready', thread: threadOf('visitor:2') })
  })
})

describe('who it is', () => {
  test('a guest who signs in takes along what was not sent, and sees only the own conversation', async () => {
    const chat = await openTab()
    chat.send('as a guest')
    await pass()
    server.reachable = false
    server.cut()
    chat.send('unsent')
    server.reachable = true
    chat.identify(identityOf('amelia'))
    expect(texts(chat)).toEqual([])
    await pass()
    expect(texts(chat)).toEqual(['unsent'])
    expect(chat.state.get().identified).toBe(true)
  })

  test('never shows or sends one person’s words as another', async () => {
    const chat = await openTab({ identity: identityOf('amelia') })
    chat.send('a secret')
    await pass()
    server.reachable = false
    server.cut()
    chat.send('an unsent secret')
    await pass(100)
    expect(chat.person).toBe('amelia')
    chat.identify(identityOf('tomas'))
    expect(chat.state.get()).toMatchObject({ entries: [], outgoing: [], unread: 0 })
    expect(chat.person).toBe('tomas')
    server.reachable = true
    await pass(20_000)
    expect(server.texts(thread(chat))).toEqual([])
    chat.identify(undefined)
    await pass()
    expect(texts(chat)).toEqual([])
    chat.identify(identityOf('amelia'))
    await pass()
    expect(texts(chat)).toEqual(['a secret', 'an unsent secret'])
  })

  test('a signed conversation is not shown on a later page that vouches for nobody', async () => {
    const chat = await openTab({ identity: identityOf('amelia') })
    chat.send('a secret')
    await pass()
    chat.stop()
    const guest = await openTab()
    expect(guest.state.get()).toMatchObject({ identified: false, entries: [] })
  })

  test('asks a new visitor first where the company wants it, but neither a known nor a signed one', async () => {
    server.preChat = true
    const chat = await openTab()
    expect(chat.state.get().phase).toBe('prechat')
    chat.introduce({ name: 'Amelia', email: 'amelia@example.com' })
    await pass()
    expect(chat.state.get().phase).toBe('ready')
    expect(server.sessions.at(-1)).toMatchObject({ name: 'Amelia', email: 'amelia@example.com' })
    chat.stop()
    expect((await openTab()).state.get().phase).toBe('ready')
    browser = new FakeBrowser(server)
    expect((await openTab({ identity: identityOf('amelia') })).state.get().phase).toBe('ready')
  })

  test('an account that does not exist is unavailable, without asking again', async () => {
    const chat = await openTab({ account: 'nobody' })
    expect(chat.state.get().phase).toBe('unavailable')
  })
})
