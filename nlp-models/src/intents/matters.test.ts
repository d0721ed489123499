import { beforeAll, expect, test } from 'vitest'
import { defaultModelPath } from '../default-model.ts'
import type { Model } from '../model.ts'
import { loadModel } from '../model-file.ts'
import { clausesOf } from './clauses.ts'
import { mattersOf } from './matters.ts'

let model: Model
beforeAll(async () => {
  model = await loadModel(defaultModelPath)
})

const partsOf = (text: string) => clausesOf(text).map(({ start, end }) => text.slice(start, end))

test.each<[string, string[]]>([
  ['Where is my order? And cancel it, please.', ['Where is my order', 'And cancel it, please']],
  [
    'where is my refund and also can I change my address',
    ['where is my refund', 'and also can I change my address'],
  ],
  ['我的包裹在哪，另外怎么退货？', ['我的包裹在哪', '另外怎么退货']],
  ['v1.2 costs 3.50 and comes in red', ['v1.2 costs 3.50 and comes in red']],
  ['…', []],
  ['', []],
])('cuts %j', (text, parts) => {
  expect(partsOf(text)).toEqual(parts)
})

test('finds two matters where two are, with where they stand', () => {
  const text = 'I want to speak to a human. Also, how do I return these boots?'
  const matters = mattersOf(model, text)
  expect(matters.map(({ intent }) => intent)).toEqual(['agent.request', 'return.start'])
  expect(text.slice(matters[1]?.start, matters[1]?.end)).toBe('Also, how do I return these boots')
})

test('one matter said twice is one, and what is none is none', () => {
  expect(mattersOf(model, 'where is my order? where is my order now?')).toHaveLength(1)
  expect(mattersOf(model, 'Who won the cup in 1998? And what is the capital of Peru?')).toEqual([])
  expect(mattersOf(model, '')).toEqual([])
})

test('a hostile text is cut into few parts', () => {
  expect(clausesOf('a. '.repeat(20_000)).length).toBeLessThanOrEqual(20)
})
