import { defaultModelPath, loadModel } from '@parley/nlp-models'
import { afterEach, expect, test, vi } from 'vitest'
import { readMessage } from '../read-message.ts'
import { type CarefulReader, createCarefulReader } from './careful-reader.ts'

// What a text does to the process that reads it, as a fault of the code would: in a module that is loaded before it.
const poisoned = `data:text/javascript,${encodeURIComponent(`
  const { normalize } = String.prototype
  String.prototype.normalize = function (form) {
    if (this.includes('☠loop')) for (;;) continue
    if (this.includes('☠throw')) throw new TypeError(String(this))
    if (this.includes('☠hog')) for (const hog = []; ; ) hog.push(new Array(100_000).fill(hog.length))
    if (this.includes('☠end')) process.kill(process.pid, 'SIGKILL')
    return normalize.call(this, form)
  }
`)}`

let reader: CarefulReader
afterEach(async () => {
  vi.unstubAllEnvs()
  await reader.close()
})

test('reads as a turn does, in the order of the questions', async () => {
  reader = createCarefulReader()
  const model = await loadModel(defaultModelPath)
  const texts = ['Where is my parcel?', '我要退货', '']
  const read = await Promise.all(texts.map((text) => reader.read(model, text, 'en')))
  expect(read).toEqual(texts.map((text) => readMessage(model, text, 'en')))
}, 60_000)

test('a text that loops, throws, eats memory or ends its process is an error, and the next one is read', async () => {
  vi.stubEnv('NODE_OPTIONS', `--import ${poisoned}`)
  reader = createCarefulReader({ textMs: 1500, startMs: 60_000 })
  const model = await loadModel(defaultModelPath)
  const failures = ['loop', 'throw', 'hog', 'end'].map(
    async (kind) =>
      await reader.read(model, `this is ☠${kind} for you`).catch((error: Error) => error.message),
  )
  const next = reader.read(model, 'hello')
  expect(await Promise.all(failures)).toEqual([
    'This message was not read within 1500 ms.',
    // The text itself is in no error.
    'This message cannot be read: TypeError.',
    expect.stringMatching(/not read within|ended/),
    'The process that read this message ended.',
  ])
  expect((await next).intents[0]?.intent).toBe('smalltalk.greeting')
}, 120_000)
