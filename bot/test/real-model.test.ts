import { fileURLToPath } from 'node:url'
import { loadModel, type Model, understand } from '@parley/nlp-models'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBot } from '../src/bot.ts'
import type { BotState, Facts, TurnOutcome } from '../src/conversing.ts'
import { facts, order, shoes, textOf, turnInput } from './factories.ts'

const bot = createBot({ company: 'Northwind' })
const shipped = fileURLToPath(import.meta.resolve('@parley/nlp-models')).replace(
  /src\/index\.ts$|dist\/index\.js$/,
  '',
)
let model: Model

beforeAll(async () => {
  model = await loadModel(`${shipped}trained/default.model`)
})

/** The customer's lines one after another, understood by the shipped model. */
async function converse(
  lines: readonly string[],
  about: Partial<Facts> = {},
): Promise<readonly TurnOutcome[]> {
  const outcomes: TurnOutcome[] = []
  let state: BotState = { introduced: false, misunderstood: 0 }
  for (const [turn, text] of lines.entries()) {
    const said = [{ text, understanding: understand(model, text) }]
    const outcome = await bot.takeTurn(
      turnInput([], { state, utterances: said, facts: facts(about), seed: `t:${turn}` }),
    )
    outcomes.push(outcome)
    state = outcome.state
  }
  return outcomes
}

const orders = [order('NW-48213'), order('NW-48214', { status: 'shipped', items: [shoes] })]

describe('with the shipped model', () => {
  test('an English customer asks for an order and gets a person', async () => {
    const [hello, asked, told, person] = await converse(
      ['Hello', 'Where is my order?', 'NW-48214', 'I want to talk to a human'],
      { orders },
    )
    expect(hello?.decision).toMatchObject({ rule: 'small_talk', intent: 'smalltalk.greeting' })
    expect(asked?.decision).toMatchObject({ kind: 'ask', dialog: 'order-status', slot: 'order' })
    expect(told?.decision).toMatchObject({ rule: 'order_status_told' })
    expect(person?.decision).toMatchObject({ kind: 'handoff', reason: 'asked_for_person', queue: 'orders' })
  })

  test('a Chinese customer asks for an order, interrupts, and leaves', async () => {
    const outcomes = await converse(['我的订单到哪了', '运费是多少?', '算了'], { orders })
    expect(outcomes.map(({ decision }) => decision.rule)).toEqual([
      'slot_needed',
      'interruption_answered',
      'dialog_left',
    ])
    for (const outcome of outcomes) expect(textOf(outcome)).toMatch(/\p{Script=Han}/u)
  })

  test('a return is registered', async () => {
    const outcomes = await converse(['I want to return the tent from order NW-48213', 'too small', 'yes'], {
      orders,
    })
    expect(outcomes.map(({ decision }) => decision.kind)).toEqual(['ask', 'ask', 'action'])
  })

  test('nonsense twice goes to a person', async () => {
    const outcomes = await converse(['asdf qwer', 'xkcd zzz'])
    expect(outcomes.map(({ decision }) => decision.rule)).toEqual([
      'not_understood',
      'misunderstood_repeatedly',
    ])
  })
})
