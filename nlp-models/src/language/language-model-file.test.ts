import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLines } from '../../test/training-sample.ts'
import { ModelFileError } from '../model-file-error.ts'
import { createLanguageDetector } from './detect-languages.ts'
import { decodeLanguageModel, encodeLanguageModel, readLanguageModel } from './language-model-file.ts'
import type { GroupShape, LanguageData } from './language-samples.ts'
import { trainLanguages } from './train-languages.ts'

const groups: readonly GroupShape[] = [
  { script: 'latin', languages: ['en', 'es', 'de'], buckets: 800 },
  { script: 'cyrillic', languages: ['ru', 'uk'], buckets: 300 },
]
const data = sampleData()
const { model, bytes } = trainLanguages(data, { groups })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-languages-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('two trainings on the same data give the same bytes, another seed gives others', () => {
  expect(Buffer.compare(trainLanguages(sampleData(), { groups }).bytes, bytes)).toBe(0)
  expect(Buffer.compare(trainLanguages(data, { groups, seed: 14 }).bytes, bytes)).not.toBe(0)
})

test('a saved model tells the same as before', async () => {
  const path = join(folder, 'saved.model')
  await writeFile(path, bytes)
  const loaded = readLanguageModel(path)
  expect(loaded).toEqual(model)
  expect(Buffer.compare(encodeLanguageModel(loaded), bytes)).toBe(0)
  const [before, after] = [createLanguageDetector(model), createLanguageDetector(loaded)]
  for (const text of ['where is my money', 'wann kommt das an', 'не знаю', 'ok', ''])
    expect(after(text)).toEqual(before(text))
})

test('a missing file is told apart from a damaged one', () => {
  expect(() => readLanguageModel(join(folder, 'none.model'))).toThrow(
    expect.objectContaining({ name: 'ModelFileError', code: 'model_missing' }),
  )
})

test.each<[string, (content: Buffer) => Buffer]>([
  ['is empty', () => Buffer.alloc(0)],
  ['is of another kind', (content) => Buffer.concat([Buffer.from('PARLEYNL'), content.subarray(8)])],
  ['is cut off', (content) => content.subarray(0, content.length - 100)],
  ['is cut off within its header', (content) => content.subarray(0, 60)],
  ['has one bit turned in a weight', (content) => flip(content, content.length - 500)],
  ['has one bit turned in its header', (content) => flip(content, 40)],
  ['has bytes behind its end', (content) => Buffer.concat([content, Buffer.from('x')])],
])('refuses a file that %s', async (_name, damage) => {
  const path = join(folder, 'damaged.model')
  await writeFile(path, damage(Buffer.from(bytes)))
  expect(() => readLanguageModel(path)).toThrow(
    expect.objectContaining({ name: 'ModelFileError', code: 'model_corrupt' }),
  )
})

test('refuses a file of another format version', () => {
  const content = Buffer.from(bytes)
  content.writeUInt32LE(99, 8)
  expect(() => decodeLanguageModel(content)).toThrow(expect.objectContaining({ code: 'model_version' }))
})

test.each([
  ['too few weights', { buckets: 801 }],
  ['too many weights', { buckets: 799 }],
  ['no buckets', { buckets: 0 }],
  ['more languages than a byte can number', { languages: Array.from({ length: 256 }, String) }],
  ['an unknown script', { script: 'runes' as 'latin' }],
  ['no calibration', { calibration: {} as never }],
])('refuses %s although the checksum is right', (_name, bent) => {
  const changed = model.groups.map((group, number) => (number === 0 ? { ...group, ...bent } : group))
  expect(() => decodeLanguageModel(encodeLanguageModel({ ...model, groups: changed }))).toThrow(
    ModelFileError,
  )
})

function sampleData(): LanguageData {
  const languages = groups.flatMap((group) => group.languages)
  const texts = readLines<LanguageData['texts'][number]>('languages.jsonl')
  const words = readLines<LanguageData['words'][number]>('languages.words.jsonl')
  return {
    texts: languages.flatMap((name) => texts.filter(({ language }) => language === name).slice(0, 60)),
    words: words.filter(({ language }) => languages.includes(language)),
  }
}

function flip(content: Buffer, at: number): Buffer {
  content[at] = (content[at] ?? 0) ^ 1
  return content
}
