import { createBot } from '@parley/bot'
import { createSlotRecogniser, defaultModelPath, loadModel } from '@parley/nlp-models'
import { expect, test } from 'vitest'
import type { Thread } from '../conversations/thread.ts'
import { readMessage } from './read-message.ts'
import { createUnderstander } from './understand.ts'

test('where an order is asked for, its digits alone are the number that the masks of the model make of them', async () => {
  const model = await loadModel(defaultModelPath)
  const slots = createSlotRecogniser()
  const understand = createUnderstander({
    bot: createBot({ company: 'Northwind' }),
    slots,
    careful: { read: async (...asked) => readMessage(...asked) },
  })
  const dialog = { name: 'order-status', slots: {}, asking: 'order', tries: 0 }
  const state = { introduced: true, misunderstood: 0, dialog }
  const thread = { language: 'en' } as Thread
  const [asked] = await understand(model, thread, state, [{ text: 'it should be 54321' }], false)
  expect(asked?.slot).toMatchObject({ kind: 'order', value: 'NW-54321' })
  const [unasked] = await understand(
    model,
    thread,
    { introduced: true, misunderstood: 0 },
    [{ text: '54321' }],
    true,
  )
  expect(unasked?.slot).toBeUndefined()
  await slots.close()
})

test('tomorrow is the day after the message came, in the time zone of the company', async () => {
  const model = await loadModel(defaultModelPath)
  const slots = createSlotRecogniser()
  const understand = createUnderstander({
    bot: createBot({ company: 'Northwind' }),
    slots,
    careful: { read: async (...asked) => readMessage(...asked) },
    timeZone: () => 'Asia/Shanghai',
  })
  const thread = { language: 'en' } as Thread
  const said = [{ text: 'come tomorrow', at: new Date('2026-11-22T20:00:00Z') }, { text: 'come tomorrow' }]
  for (const isSuspect of [false, true]) {
    const read = await understand(model, thread, { introduced: true, misunderstood: 0 }, said, isSuspect)
    expect(read.map(({ understanding }) => understanding.entities[0]?.value)).toEqual(['2026-11-24', 'P1D'])
  }
  await slots.close()
})
