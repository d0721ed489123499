import { beforeAll, expect, test } from 'vitest'
import type { Model } from '../model.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import { remember } from './memory.ts'

let model: Model
beforeAll(async () => {
  const phrases = {
    'order.status': ['where is my parcel', 'track my order'],
    refund: ['money back', 'refund me'],
  }
  const intents = Object.entries(phrases).flatMap(([intent, texts]) =>
    texts.map((text) => ({ text, intent })),
  )
  model = (await trainModel({ intents, outOfScope: ['sing a song'] }, { orderMasks: ['NW-99999'] })).model
})

test('what a person said of a phrase is in force at once, however it is typed', () => {
  const told = remember(model, [{ text: 'Where has NW-12345 got to?', intent: 'refund' }])
  const read = understand(told, 'where has nw-99887 got to')
  expect(read.remembered).toBe(true)
  expect(read.intents[0]?.intent).toBe('refund')
  expect(read.intents[0]?.confidence).toBeGreaterThan(0.95)
  expect(read.inScope).toBeGreaterThan(0.95)
  expect(read.intents.filter(({ intent }) => intent === 'refund')).toHaveLength(1)
})

test('other texts, and the model it was made of, do not change', () => {
  const told = remember(model, [{ text: 'where is my parcel', intent: 'refund' }])
  expect(understand(told, 'track my order')).toEqual(understand(model, 'track my order'))
  expect(understand(model, 'where is my parcel').intents[0]?.intent).toBe('order.status')
})

test('a phrase can be said to be out of scope, and the last word counts', () => {
  const told = remember(model, [{ text: 'money back', intent: 'order.status' }, { text: 'Money, back!' }])
  expect(understand(told, 'money back').inScope).toBeLessThan(0.02)
  const again = remember(told, [{ text: 'money back', intent: 'refund' }])
  expect(understand(again, 'money back').intents[0]?.intent).toBe('refund')
})

test('nothing is remembered of unknown intents and texts without words', () => {
  const told = remember(model, [
    { text: 'money back', intent: 'nobody.knows' },
    { text: '…', intent: 'refund' },
  ])
  expect(told.memory?.size).toBe(0)
  expect(understand(told, '…').remembered).toBeUndefined()
})

test('a model file has no memory', () => {
  const told = remember(model, [{ text: 'money back', intent: 'order.status' }])
  expect(decodeModel(encodeModel(told)).memory).toBeUndefined()
})
