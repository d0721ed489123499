import { expect, test } from 'vitest'
import { sampleData } from '../../test/training-sample.ts'
import { createRandom, shuffle } from '../evaluation/random.ts'
import { trainModel } from '../train-model.ts'
import { clusterTopics } from './cluster-topics.ts'
import type { ClusterProgress } from './step.ts'

const tents = [
  'the tent pole is broken',
  'my tent pole broke',
  'a pole of the tent has broken',
  'broken tent pole, what now?',
  'tent poles broke on the first night',
]
const invoices = [
  'I need an invoice with VAT',
  'please send me the VAT invoice',
  'can I get a VAT invoice?',
  'where do I find the invoice with VAT',
]
const stamps = ['我想开发票', '怎么开发票', '请给我开发票', '发票怎么开']
const strays = ['do giraffes sleep', '今天天气真好']
const all = [...tents, ...invoices, ...stamps, ...strays]

test('finds what belongs together, in both languages, and leaves the rest out', async () => {
  const { topics, unclustered } = await clusterTopics(all)
  const groups = topics.map(({ members }) => members.map((at) => all[at]))
  expect(groups).toHaveLength(3)
  expect(groups).toEqual(expect.arrayContaining([tents, invoices, stamps]))
  expect(unclustered.map((at) => all[at])).toEqual(strays)
  const [first] = topics
  expect(first?.label).toContain('tent')
  expect(first?.proposedName).toMatch(/^\p{L}+\.\p{L}+$/u)
  expect(tents).toContain(first?.example)
  expect(first?.examples[0]).toBe(first?.example)
  expect(first?.cohesion).toBeGreaterThan(0.3)
  expect(topics.find(({ language }) => language === 'zh')?.label).toContain('发票')
})

test('the order of the input changes nothing', async () => {
  const before = await clusterTopics(all)
  const order = all.map((_, at) => at)
  shuffle(order, createRandom(3))
  const after = await clusterTopics(order.map((at) => all[at] ?? ''))
  const texts = (topics: (typeof before)['topics'], list: readonly number[]) =>
    topics.map(({ members, ...topic }) => ({
      ...topic,
      members: members.map((at) => all[list[at] ?? 0]).toSorted(),
    }))
  expect(texts(after.topics, order)).toEqual(
    texts(
      before.topics,
      all.map((_, at) => at),
    ),
  )
})

test('the same but for marks, capitals and dates is one utterance, and counts as often as it came', async () => {
  const same = [
    'Where is my parcel of 2026-11-20?',
    'where is my parcel of 2026-11-21',
    'WHERE is my parcel of 2026-11-22!!',
  ]
  const { topics } = await clusterTopics(same)
  expect(topics).toHaveLength(1)
  expect(topics[0]).toMatchObject({ members: [0, 1, 2], cohesion: 1 })
  expect(topics[0]?.examples).toHaveLength(1)
  expect((await clusterTopics(same, { least: 4 })).topics).toEqual([])
})

test('more likeness makes narrower topics', async () => {
  const { topics } = await clusterTopics(all, { likeness: 0.95 })
  expect(topics).toEqual([])
})

test('a model names the nearest intent', async () => {
  const { model } = await trainModel(sampleData())
  const [intent] = model.intents.classes
  const { topics } = await clusterTopics(tents, { model })
  expect(model.intents.classes).toContain(topics[0]?.nearestIntent?.intent ?? intent)
  expect(topics[0]?.nearestIntent?.confidence).toBeLessThanOrEqual(1)
})

test('odd utterances are left out, and nothing of nothing is nothing', async () => {
  expect(await clusterTopics([])).toEqual({ topics: [], unclustered: [] })
  const odd = ['', ' ', '?', '\ud83d', '\u202e', '\0', 'x'.repeat(100_000)]
  expect((await clusterTopics(odd)).topics).toEqual([])
  expect((await clusterTopics(['😀', '😀 ', '😀!'])).topics[0]?.members).toEqual([0, 1, 2])
})

test('long work tells how far it is and can be stopped', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `topic ${'abcdefghij'[at % 10]} thing ${at}`)
  const told: ClusterProgress[] = []
  await clusterTopics(many, { onProgress: (progress) => told.push(progress) })
  expect(new Set(told.map(({ stage }) => stage))).toContain('neighbours')
  expect(told.every(({ done, total }) => done <= total)).toBe(true)
  const stop = new AbortController()
  const work = clusterTopics(many, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
  await expect(work).rejects.toThrow('enough')
  await expect(clusterTopics(Array.from({ length: 20_001 }, () => 'a'))).rejects.toThrow(RangeError)
})
