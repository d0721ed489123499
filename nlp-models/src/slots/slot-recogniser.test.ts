import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language, SlotKind } from '../understanding.ts'
import { createSlotRecogniser, type SlotRecogniser } from './slot-recogniser.ts'
import { createSlotWorker } from './slot-worker.ts'

// The limit is for a machine that other tests share; what becomes of late answers has its own recognisers.
const recogniser = createSlotRecogniser({ answerMs: 10_000 })
const orderMasks = ['NW-99999']
const choices = [
  { value: 'standard', labels: ['standard delivery', '标准配送'] },
  { value: 'express', labels: ['express delivery', '加急配送'] },
  { value: 'pickup', labels: ['pick up in store', '到店自提'] },
]

beforeAll(() => recogniser.warm(), 90_000)
afterAll(() => recogniser.close())

test.each<[string, Language, SlotKind, string, string]>([
  ['it is nw 12345 I think', 'en', 'order', 'NW-12345', 'scanner'],
  ['12345', 'en', 'order', 'NW-12345', 'scanner'],
  ['Anna@Example.com', 'en', 'email', 'anna@example.com', 'scanner'],
  ['3 of them', 'en', 'number', '3', 'scanner'],
  ['三个', 'zh', 'number', '3', 'node-nlp'],
  ['twenty five please', 'en', 'number', '25', 'compromise'],
  ['2026-05-03', 'en', 'date', '2026-05-03', 'scanner'],
  ['my name is Anna Smith', 'en', 'person', 'Anna Smith', 'compromise'],
  ['我叫王小明', 'zh', 'person', '王小明', 'rule'],
  ['yes please', 'en', 'yes-no', 'yes', 'rule'],
  ['absolutly', 'en', 'yes-no', 'yes', 'natural'],
  ['nope', 'en', 'yes-no', 'no', 'rule'],
  ['好的', 'zh', 'yes-no', 'yes', 'rule'],
  ['不用了谢谢', 'zh', 'yes-no', 'no', 'rule'],
  ['express delivery', 'en', 'choice', 'express', 'rule'],
  ['the second one', 'en', 'choice', 'express', 'rule'],
  ['第三个', 'zh', 'choice', 'pickup', 'rule'],
  ['standrad delivry', 'en', 'choice', 'standard', 'natural'],
  ['expres plz', 'en', 'choice', 'express', 'natural'],
  ['  anything at all ', 'en', 'text', 'anything at all', 'rule'],
])('reads "%s" (%s) as the %s %s, found by %s', async (text, language, kind, value, by) => {
  const found = await recogniser.recognise({ text, language, kind, choices, orderMasks })
  expect(found).toEqual({ kind, value, by })
})

test.each<[string, Language, string]>([
  ['next friday', 'en', 'compromise'],
  ['下周五', 'zh', 'node-nlp'],
  ['五月三号', 'zh', 'node-nlp'],
])('reads the date "%s", found by %s', async (text, language, by) => {
  const found = await recogniser.recognise({ text, language, kind: 'date' })
  expect(found?.by).toBe(by)
  expect(found?.value).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})

test.each<[string, SlotKind]>([
  ['purple', 'choice'],
  ['what do you mean', 'yes-no'],
  ['no idea where it is', 'order'],
  ['', 'text'],
  ['   ', 'number'],
])('finds nothing in "%s" for %s', async (text, kind) => {
  expect(await recogniser.recognise({ text, language: 'en', kind, choices, orderMasks })).toBeUndefined()
})

test('does not look into replies over 1,000 characters', async () => {
  const text = `twenty five ${'really '.repeat(200)}`
  expect(await recogniser.recognise({ text, language: 'en', kind: 'number' })).toBeUndefined()
})

test('does not give node-nlp the long rows of numerals that would take it minutes', async () => {
  const ask = (text: string) => recogniser.recognise({ text, language: 'zh', kind: 'number' })
  expect(await ask('二十五'.repeat(12))).toBeUndefined()
  expect(await ask('九十九万八千七百六十五')).toMatchObject({ value: '998765', by: 'node-nlp' })
})

test('goes on without a text that takes too long, and works on with the same worker', async () => {
  let starts = 0
  const createWorker = () => {
    starts += 1
    return createSlotWorker()
  }
  const hurried = createSlotRecogniser({ answerMs: 20, stuckMs: 60_000, createWorker })
  await hurried.warm()
  const slow = 'a week from next tuesday and the day before '.repeat(22)
  expect(await hurried.recognise({ text: slow, language: 'en', kind: 'date' })).toBeUndefined()
  await typoIsRead(hurried)
  expect(starts).toBe(1)
  await hurried.close()
}, 90_000)

test('ends a worker that a text hangs, and works on with a fresh one', async () => {
  const careful = createSlotRecogniser({ stuckMs: 500, pauseMs: 10 })
  await careful.warm()
  // node-nlp tries every way to split a run of Chinese numerals: twenty of them take longer than a minute.
  const endless = '二十五'.repeat(100)
  expect(await careful.recognise({ text: endless, language: 'zh', kind: 'number' })).toBeUndefined()
  await typoIsRead(careful)
  await careful.close()
}, 90_000)

test('answers what needs no worker without starting one, and closes without one', async () => {
  const idle = createSlotRecogniser()
  expect(await idle.recognise({ text: 'yes', language: 'en', kind: 'yes-no' })).toMatchObject({
    value: 'yes',
  })
  await idle.close()
  expect(await idle.recognise({ text: 'expres', language: 'en', kind: 'choice', choices })).toBeUndefined()
})

/** Asked again where a busy machine could not answer even this in time. */
async function typoIsRead(hurried: SlotRecogniser): Promise<void> {
  const request = { text: 'expres', language: 'en', kind: 'choice', choices } as const
  await expect
    .poll(() => hurried.recognise(request), { timeout: 60_000 })
    .toEqual({ kind: 'choice', value: 'express', by: 'natural' })
}
