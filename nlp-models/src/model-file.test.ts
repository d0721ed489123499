import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processorTime } from '../test/processor-time.ts'
import { sampleData } from '../test/training-sample.ts'
import { defaultModelPath } from './default-model.ts'
import { decodeModel, encodeModel, loadModel } from './model-file.ts'
import { ModelFileError } from './model-file-error.ts'
import { trainModel } from './train-model.ts'
import { understand } from './understand.ts'

const { model, bytes } = await trainModel(sampleData(), { date: '2026-11-22' })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-model-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('two trainings on the same data give the same bytes, on however many threads', async () => {
  const [again, threaded] = [
    await trainModel(sampleData(), { date: '2026-11-22' }),
    await trainModel(sampleData(), { date: '2026-11-22', threads: 2 }),
  ]
  expect(Buffer.compare(again.bytes, bytes)).toBe(0)
  expect(Buffer.compare(threaded.bytes, bytes)).toBe(0)
})

test('the version is the date and the content; without a date the data stands for it', async () => {
  expect(model.version).toMatch(/^2026-11-22\.[0-9a-f]{8}$/)
  const { model: undated } = await trainModel(sampleData())
  expect(undated.version).toMatch(/^[0-9a-f]{8}\.[0-9a-f]{8}$/)
  expect(undated.version.startsWith(undated.dataHash.slice(0, 8))).toBe(true)
})

test('a saved model understands as before', async () => {
  const path = join(folder, 'saved.model')
  await writeFile(path, bytes)
  const loaded = await loadModel(path)
  for (const text of ['cancel my order', '转人工', 'thanks a lot!', ''])
    expect(understand(loaded, text)).toEqual(understand(model, text))
  expect(Buffer.compare(encodeModel(loaded), bytes)).toBe(0)
})

test('a missing file is told apart from a damaged one', async () => {
  await expect(loadModel(join(folder, 'none.model'))).rejects.toMatchObject({ code: 'model_missing' })
})

test.each<[string, (data: Buffer) => Buffer]>([
  ['is empty', () => Buffer.alloc(0)],
  ['is of another kind', (data) => Buffer.concat([Buffer.from('%PDF-1.7'), data.subarray(8)])],
  ['is cut off', (data) => data.subarray(0, data.length - 1000)],
  ['is cut off within its header', (data) => data.subarray(0, 60)],
  ['has one bit turned in a weight', (data) => flip(data, data.length - 5000)],
  ['has one bit turned in its header', (data) => flip(data, 40)],
  ['has bytes behind its end', (data) => Buffer.concat([data, Buffer.from('x')])],
])('refuses a file that %s', async (_name, damage) => {
  const path = join(folder, 'damaged.model')
  await writeFile(path, damage(Buffer.from(bytes)))
  await expect(loadModel(path)).rejects.toMatchObject({ name: 'ModelFileError', code: 'model_corrupt' })
})

test('the shipped model is read in less than a tenth of a second of processor time', async () => {
  const shipped = await readFile(defaultModelPath)
  const times = Array.from({ length: 5 }, () => processorTime(() => decodeModel(shipped)))
  expect(Math.min(...times)).toBeLessThan(100)
})

test('refuses a file of another format version', () => {
  const data = Buffer.from(bytes)
  data.writeUInt32LE(99, 8)
  expect(() => decodeModel(data)).toThrow(expect.objectContaining({ code: 'model_version' }))
})

test('refuses shapes that do not fit although the checksum is right', () => {
  const classes = [...model.intents.classes, 'invented']
  const bent = encodeModel({ ...model, intents: { ...model.intents, classes } })
  expect(() => decodeModel(bent)).toThrow(ModelFileError)
})

test('keeps the sentiment of the base model when the data has none', async () => {
  const { intents, outOfScope } = sampleData()
  const { model: next } = await trainModel({ intents, outOfScope }, { base: model })
  expect(understand(next, 'this is terrible').sentiment).toEqual(
    understand(model, 'this is terrible').sentiment,
  )
})

test('says in one sentence that one intent is not enough to train', async () => {
  const intents = [{ text: 'hello', intent: 'a' }]
  await expect(trainModel({ intents, outOfScope: [] })).rejects.toThrow(/at least two intents/)
})

test.each([1, 2])(
  'a training on %i threads that is called off ends with the reason and gives nothing',
  async (threads) => {
    const controller = new AbortController()
    const training = trainModel(sampleData(), {
      threads,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('changed my mind')),
    })
    await expect(training).rejects.toThrow('changed my mind')
  },
)

function flip(data: Buffer, at: number): Buffer {
  data[at] = (data[at] ?? 0) ^ 1
  return data
}
