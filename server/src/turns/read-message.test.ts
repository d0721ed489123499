import { defaultModelPath, loadModel, type Model } from '@parley/nlp-models'
import { beforeAll, expect, test } from 'vitest'
import { readMessage } from './read-message.ts'

let model: Model
beforeAll(async () => {
  model = await loadModel(defaultModelPath)
})

test.each([
  ['We tried that twice already and nothing came of it. Let me speak to a human.', 'agent.request'],
  ['My cousin visits us next month. She loves the hills. What are your opening hours?', 'store.hours'],
  ['上周跟朋友去爬山了。你们几点开门？', 'store.hours'],
])('a message is as clear as its clearest sentence: %s', (text, intent) => {
  const { intents } = readMessage(model, text)
  expect(intents[0]?.intent).toBe(intent)
  expect(intents[0]?.confidence).toBeGreaterThanOrEqual(model.thresholds.answer)
})

test('a yes beside something unclear is not all that was said', () => {
  const { intents } = readMessage(model, 'Yes. The purple elephants of grandmother, northwards.')
  const best = intents[0]
  expect(best?.intent === 'dialog.affirm' && best.confidence >= 0.9).toBe(false)
})
