import { expect, test } from 'vitest'
import { choicesOf, facts, order, Talk, textOf, turnInput, utterance } from '../../test/factories.ts'
import { createBot } from '../bot.ts'

const bot = createBot({ company: 'Northwind' })
const file = { ...utterance(''), attachments: 1 }
const words = (text: string, intent: string) => utterance({ text, intent })

test('files without a word: it says that they arrived, what it cannot do, and offers a person first', async () => {
  const outcome = await bot.takeTurn(turnInput([], { utterances: [file, file] }))
  expect(outcome.decision).toMatchObject({ kind: 'ask', rule: 'file_received' })
  expect(textOf(outcome)).toMatch(/I have your file.*cannot look inside/s)
  expect(choicesOf(outcome)[0]?.label).toBe('Talk to a person')
  const again = await bot.takeTurn(turnInput([], { state: outcome.state, utterances: [file] }))
  expect(again.decision).toMatchObject({ kind: 'handoff', rule: 'files_without_words' })
  const answered = await bot.takeTurn(
    turnInput([], { state: outcome.state, utterances: [words('what does delivery cost', 'delivery.cost')] }),
  )
  expect(answered.decision).toMatchObject({ kind: 'answer', intent: 'delivery.cost' })
})

test('in Chinese where Chinese was spoken', async () => {
  const state = { introduced: true, misunderstood: 0, language: 'zh' as const }
  const text = textOf(await bot.takeTurn(turnInput([], { state, utterances: [file] })))
  expect(text).toMatch(/文件已收到/)
  // Chinese sentences follow each other without a space.
  expect(text).not.toMatch(/[。？！] /)
})

test('beside words the words count', async () => {
  const utterances = [file, { ...words('what does delivery cost', 'delivery.cost'), attachments: 2 }]
  const outcome = await bot.takeTurn(turnInput([], { utterances }))
  expect(outcome.decision).toMatchObject({ kind: 'answer', intent: 'delivery.cost' })
})

test('in the middle of a dialog the open question is asked again', async () => {
  const talk = new Talk({ ...facts(), orders: [order('NW-10001'), order('NW-10002')] })
  const asked = await talk.say({ text: 'I want to return something', intent: 'return.start' })
  expect(asked.decision.kind).toBe('ask')
  const outcome = await bot.takeTurn(
    turnInput([], { state: talk.state, utterances: [file], facts: talk.facts }),
  )
  expect(outcome.decision).toMatchObject({ kind: 'ask', dialog: 'start-return' })
  expect(outcome.state.dialog?.asking).toBe(talk.state.dialog?.asking)
})

test('to people the bot says nothing of it', async () => {
  const outcome = await bot.takeTurn(turnInput([], { control: 'agent', utterances: [file] }))
  expect(outcome.decision.kind).toBe('silent')
})
