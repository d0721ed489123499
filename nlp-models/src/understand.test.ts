import { expect, test } from 'vitest'
import { processorTime } from '../test/processor-time.ts'
import { sampleData } from '../test/training-sample.ts'
import { defaultModelPath } from './default-model.ts'
import { createProductGazetteer } from './entities/product-gazetteer.ts'
import { scanEntities } from './entities/scan-entities.ts'
import { expectedCalibrationError } from './evaluation/metrics.ts'
import { loadModel } from './model-file.ts'
import { maskEntities, tokenise } from './text/tokens.ts'
import { trainModel } from './train-model.ts'
import { MODEL_TEXT_LIMIT, understand } from './understand.ts'

const { model } = await trainModel(sampleData(), { orderMasks: ['NW-99999'] })

test.each([
  ['please cancel my order', 'en', 'order.cancel'],
  ['I forgot my password and need to reset it', 'en', 'account.password_reset'],
  ['when do you open on sunday', 'en', 'store.hours'],
  ['can I talk to a real person', 'en', 'agent.request'],
  ['我想取消订单', 'zh', 'order.cancel'],
  ['忘记密码了怎么办', 'zh', 'account.password_reset'],
  ['帮我转人工客服', 'zh', 'agent.request'],
  ['门店几点开门', 'zh', 'store.hours'],
])('understands "%s"', (text, language, intent) => {
  const understanding = understand(model, text)
  expect(understanding.language).toBe(language)
  expect(understanding.intents[0]?.intent).toBe(intent)
})

test.each([
  ['plaese cancle my ordr', 'order.cancel'],
  ['i forgott my pasword', 'account.password_reset'],
  ['has my refnd been procesed', 'refund.status'],
  ['i want to speek to a humann', 'agent.request'],
])('still understands "%s" with its typing slips', (text, intent) => {
  expect(understand(model, text).intents[0]?.intent).toBe(intent)
})

test('gives probabilities in falling order, at most five, none above the chance of being in scope', () => {
  const { intents, inScope } = understand(model, 'cancel my order and refund me')
  expect(intents.length).toBeLessThanOrEqual(5)
  const confidences = intents.map(({ confidence }) => confidence)
  expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
  for (const confidence of confidences) expect(confidence).toBeGreaterThanOrEqual(0)
  expect(confidences.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(inScope + 1e-9)
  expect(inScope).toBeLessThanOrEqual(1)
})

test('is less sure of the scope of an unrelated text than of a typical one', () => {
  const typical = understand(model, 'I want to cancel my order').inScope
  expect(understand(model, 'what is the capital of mongolia').inScope).toBeLessThan(typical - 0.2)
  expect(understand(model, '推荐一部科幻电影').inScope).toBeLessThan(typical - 0.2)
})

test('knows nothing of a text without a known feature', () => {
  const { intents, inScope } = understand(model, 'ᚠᚢᚦ')
  expect(intents).toEqual([])
  expect(inScope).toBe(0)
})

test('takes the hint for the language only where no letter tells it', () => {
  expect(understand(model, '12345', { languageHint: 'zh' }).language).toBe('zh')
  expect(understand(model, 'hello', { languageHint: 'zh' }).language).toBe('en')
  expect(understand(model, '我的 Ridge Shell 坏了').language).toBe('zh')
})

test('finds order numbers by the masks of the model and of the call', () => {
  expect(understand(model, 'cancel nw 12345').entities[0]?.value).toBe('NW-12345')
  expect(understand(model, 'cancel AB-77', { orderMasks: ['AB-99'] }).entities[0]?.value).toBe('AB-77')
})

test('counts from the given day, and knows the products of the call', () => {
  const products = createProductGazetteer([{ id: 'TENT-2', names: { en: ['Trail Tent'] } }])
  const { entities } = understand(model, 'send the trail tnet tomorrow', { today: '2026-11-23', products })
  expect(entities.map(({ kind, value }) => [kind, value])).toEqual([
    ['product', 'TENT-2'],
    ['date', '2026-11-24'],
  ])
})

test('intents are told with values masked, but with the words of dates, numbers and names', () => {
  const text = 'Anna wants 2 tents from Berlin tomorrow for twenty dollars or 12.50 EUR, order NW-12345'
  const entities = scanEntities(text, { orderMasks: ['NW-99999'], today: '2026-11-23' })
  const masked = maskEntities(tokenise(text), entities).map((token) => token.text)
  expect(masked).toEqual(
    'anna wants 2 tents from berlin tomorrow for twenty dollars or <amount> order <order>'.split(' '),
  )
})

test('reads a long text only up to the limit of the models', () => {
  const head = 'please cancel my order '.repeat(300).slice(0, MODEL_TEXT_LIMIT)
  const long = understand(model, `${head} forgot my password `.repeat(3))
  expect(long.intents).toEqual(understand(model, head).intents)
})

test('names the version of the model in every understanding', () => {
  expect(understand(model, 'hi').model).toBe(model.version)
})

test('is calibrated out of fold: says 80 % about as often as it is right', () => {
  expect(model.metrics.calibrationError).toBeLessThan(0.1)
  expect(model.metrics.scopeAuroc).toBeGreaterThan(0.85)
  expect(expectedCalibrationError([{ confidence: 0.8, correct: true }])).toBeCloseTo(0.2)
})

test('the shipped model loads, knows both languages and is quick', async () => {
  const shipped = await loadModel(defaultModelPath)
  expect(shipped.intents.classes.length).toBeGreaterThanOrEqual(36)
  expect(understand(shipped, 'where is my parcel').intents[0]?.intent).toMatch(/^(order|delivery)\./)
  expect(understand(shipped, '我要退货').intents[0]?.intent).toBe('return.start')
  const spent = processorTime(() => {
    for (let round = 0; round < 500; round++) understand(shipped, 'where is my parcel, I need it today')
  })
  // A wide bound: the first rounds run uncompiled, and the usual time is a tenth of it.
  expect(spent / 500).toBeLessThan(3)
})
