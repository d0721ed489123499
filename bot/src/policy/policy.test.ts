import { describe, expect, test } from 'vitest'
import { choicesOf, facts, order, type Said, turnInput } from '../../test/factories.ts'
import { createBot } from '../bot.ts'
import type { Decision, TurnInput } from '../conversing.ts'

const bot = createBot({ company: 'Northwind' })
const furious = { score: -0.85, confidence: 0.9 }
const annoyed = { score: -0.45, confidence: 0.7 }

interface Case {
  readonly rule: string
  readonly said: readonly (Said | string)[]
  readonly about?: Partial<TurnInput>
  readonly decision: Partial<Decision> & Record<string, unknown>
}

const cases: readonly Case[] = [
  {
    rule: 'answers above the threshold',
    said: [{ text: 'what does delivery cost', intent: 'delivery.cost', confidence: 0.66 }],
    decision: { kind: 'answer', rule: 'confident', intent: 'delivery.cost', article: 'a:delivery.cost' },
  },
  {
    rule: 'asks back rather than give an answer that may well be wrong',
    said: [{ text: 'delivery', intent: 'delivery.cost', confidence: 0.64 }],
    decision: { kind: 'ask', rule: 'offer_choices' },
  },
  {
    rule: 'offers choices below the answer threshold',
    said: [{ text: 'delivery?', intent: 'delivery.cost', confidence: 0.4 }],
    decision: { kind: 'ask', rule: 'offer_choices', slot: 'topic' },
  },
  {
    rule: 'offers choices when the scope is doubtful',
    said: [{ text: 'delivery to the moon', intent: 'delivery.cost', inScope: 0.4 }],
    decision: { kind: 'ask', rule: 'offer_choices', slot: 'topic' },
  },
  {
    rule: 'does not understand what is out of scope, however confident the intent',
    said: [{ text: 'who won the cup', intent: 'delivery.cost', inScope: 0.1 }],
    decision: { kind: 'ask', rule: 'not_understood' },
  },
  {
    rule: 'does not understand below the offer threshold',
    said: [{ text: 'hm', intent: 'delivery.cost', confidence: 0.1 }],
    decision: { kind: 'ask', rule: 'not_understood' },
  },
  {
    rule: 'hands off after the second misunderstanding in a row',
    said: ['blurb'],
    about: { state: { introduced: true, misunderstood: 1 } },
    decision: {
      kind: 'handoff',
      rule: 'misunderstood_repeatedly',
      reason: 'misunderstood',
      queue: 'general',
    },
  },
  {
    rule: 'an intent may have its own threshold',
    said: [{ text: 'someone there', intent: 'agent.request', confidence: 0.46 }],
    decision: { kind: 'handoff', reason: 'asked_for_person' },
  },
  {
    rule: 'the bare word for a person needs no model',
    said: ['Human!'],
    decision: { kind: 'handoff', reason: 'asked_for_person', queue: 'general' },
  },
  {
    rule: 'the bare word for a person needs no model in Chinese',
    said: ['转人工'],
    decision: { kind: 'handoff', reason: 'asked_for_person' },
  },
  {
    rule: 'a person is asked for anywhere in a burst, and its question chooses the queue',
    said: [
      { text: 'let me talk to someone', intent: 'agent.request' },
      { text: 'I was charged twice', intent: 'refund.duplicate_charge' },
    ],
    decision: { kind: 'handoff', reason: 'asked_for_person', queue: 'billing' },
  },
  {
    rule: 'a sensitive topic is never answered',
    said: [{ text: 'delete my account', intent: 'account.delete' }],
    decision: { kind: 'handoff', rule: 'sensitive_topic', reason: 'sensitive_topic' },
  },
  {
    rule: 'strong negative mood goes to a person',
    said: [{ text: 'this is a disgrace', intent: 'delivery.late', mood: furious }],
    decision: { kind: 'handoff', rule: 'strong_negative_mood', reason: 'negative_mood', queue: 'orders' },
  },
  {
    rule: 'strong mood that is not certain does not',
    said: [{ text: 'so late', intent: 'delivery.late', mood: { score: -0.7, confidence: 0.5 } }],
    decision: { kind: 'answer', intent: 'delivery.late' },
  },
  {
    rule: 'a clearly negative turn is answered once',
    said: [{ text: 'late again', intent: 'delivery.late', mood: annoyed }],
    decision: { kind: 'answer', intent: 'delivery.late' },
  },
  {
    rule: 'the second negative turn in a row goes to a person',
    said: [{ text: 'still late', intent: 'delivery.late', mood: annoyed }],
    about: { state: { introduced: true, misunderstood: 0, negative: 1 } },
    decision: { kind: 'handoff', rule: 'negative_twice', reason: 'negative_mood' },
  },
  {
    rule: 'a serious topic is answered and a person offered',
    said: [{ text: 'an item is missing', intent: 'order.missing_item' }],
    decision: { kind: 'answer', intent: 'order.missing_item' },
  },
  {
    rule: 'a serious topic in a negative mood goes to a person at once',
    said: [{ text: 'an item is missing, again', intent: 'order.missing_item', mood: annoyed }],
    decision: { kind: 'handoff', rule: 'serious_and_negative', queue: 'orders' },
  },
  {
    rule: 'a topic without knowledge offers a person',
    said: [{ text: 'repair it', intent: 'repair.service' }],
    about: { facts: facts({ article: () => undefined }) },
    decision: { kind: 'ask', rule: 'no_answer', slot: 'person' },
  },
  {
    rule: 'small talk yields to a real question',
    said: [
      { text: 'what does delivery cost', intent: 'delivery.cost' },
      { text: 'hello', intent: 'smalltalk.greeting' },
    ],
    decision: { kind: 'answer', intent: 'delivery.cost' },
  },
  {
    rule: 'small talk alone is answered',
    said: [{ text: 'thank you', intent: 'smalltalk.thanks' }],
    decision: { kind: 'answer', rule: 'small_talk', intent: 'smalltalk.thanks' },
  },
  {
    rule: 'an order number alone asks for its status',
    said: ['NW-48213'],
    about: { facts: facts({ orders: [order('NW-48213')] }) },
    decision: { kind: 'answer', rule: 'order_status_told' },
  },
  {
    rule: 'what belongs to an agent gets no answer',
    said: [{ text: 'delivery cost', intent: 'delivery.cost' }],
    about: { control: 'agent' },
    decision: { kind: 'silent', rule: 'belongs_to_people' },
  },
  {
    rule: 'what waits for an agent gets no answer, not even a second handoff',
    said: [{ text: 'a person!', intent: 'agent.request', mood: furious }],
    about: { control: 'requested' },
    decision: { kind: 'silent', rule: 'belongs_to_people' },
  },
  { rule: 'nothing said, nothing answered', said: [], decision: { kind: 'silent', rule: 'nothing_to_say' } },
]

describe('policy', () => {
  test.each(cases)('$rule', async ({ said, about, decision }) => {
    const outcome = await bot.takeTurn(turnInput(said, about))
    expect(outcome.decision).toMatchObject(decision)
    if (outcome.decision.kind === 'silent') expect(outcome.messages).toEqual([])
    else expect(outcome.messages.length).toBeGreaterThan(0)
  })

  test('offers the best two or three intents and a person', async () => {
    const ranked = [
      { intent: 'delivery.cost', confidence: 0.4 },
      { intent: 'smalltalk.thanks', confidence: 0.3 },
      { intent: 'delivery.time', confidence: 0.2 },
      { intent: 'store.hours', confidence: 0.02 },
    ]
    const outcome = await bot.takeTurn(turnInput([{ text: 'delivery?', ranked }]))
    expect(choicesOf(outcome).map((choice) => choice.id)).toEqual([
      'topic:delivery.cost',
      'topic:delivery.time',
      'topic:agent.request',
    ])
  })

  test('does not offer choices twice in a row', async () => {
    const unclear = { text: 'delivery?', intent: 'delivery.cost', confidence: 0.4 }
    const first = await bot.takeTurn(turnInput([unclear]))
    const second = await bot.takeTurn(turnInput([unclear], { state: first.state }))
    expect(second.decision).toMatchObject({ kind: 'ask', rule: 'not_understood' })
    const third = await bot.takeTurn(turnInput(['blurb'], { state: second.state }))
    expect(third.decision).toMatchObject({ kind: 'handoff', reason: 'misunderstood' })
  })

  test.each([
    ['its words', 'How long delivery takes', 'delivery.time'],
    ['its number', '2', 'delivery.time'],
    ['its place', 'the first one', 'delivery.cost'],
  ])('a choice is picked by %s', async (_by, text, intent) => {
    const ranked = [
      { intent: 'delivery.cost', confidence: 0.4 },
      { intent: 'delivery.time', confidence: 0.3 },
    ]
    const offered = await bot.takeTurn(turnInput([{ text: 'delivery?', ranked }]))
    const picked = await bot.takeTurn(turnInput([text], { state: offered.state }))
    expect(picked.decision).toMatchObject({ kind: 'answer', intent, confidence: 1 })
  })

  test('a yes to a single choice takes it, a no to it is not understood', async () => {
    const offered = await bot.takeTurn(
      turnInput([{ text: 'delivery?', intent: 'delivery.cost', confidence: 0.4 }]),
    )
    const yes = await bot.takeTurn(turnInput(['yes'], { state: offered.state }))
    expect(yes.decision).toMatchObject({ kind: 'answer', intent: 'delivery.cost' })
    const no = await bot.takeTurn(turnInput(['no'], { state: offered.state }))
    expect(no.decision).toMatchObject({ kind: 'ask', rule: 'not_understood' })
  })

  test('an order number picks the offered topic that needs one', async () => {
    const ranked = [
      { intent: 'return.policy', confidence: 0.4 },
      { intent: 'return.start', confidence: 0.3 },
    ]
    const known = facts({ orders: [order('NW-48213'), order('NW-48214')] })
    const offered = await bot.takeTurn(turnInput([{ text: 'sending back', ranked }], { facts: known }))
    const picked = await bot.takeTurn(turnInput(['NW-48214'], { state: offered.state, facts: known }))
    expect(picked.decision).toMatchObject({ kind: 'ask', dialog: 'start-return', slot: 'item' })
  })

  test('a next step that was just offered needs less certainty', async () => {
    const unsure = { text: 'where', intent: 'store.location', confidence: 0.3 }
    const hours = await bot.takeTurn(turnInput([{ text: 'open today?', intent: 'store.hours' }]))
    const followed = await bot.takeTurn(turnInput([unsure], { state: hours.state }))
    expect(followed.decision).toMatchObject({ kind: 'answer', intent: 'store.location' })
    const alone = await bot.takeTurn(turnInput([unsure]))
    expect(alone.decision).toMatchObject({ kind: 'ask', rule: 'offer_choices' })
  })

  test('a serious topic ends with the offer of a person; yes hands off to its queue, no leaves it', async () => {
    const offered = await bot.takeTurn(turnInput([{ text: 'wrong item', intent: 'order.wrong_item' }]))
    expect(choicesOf(offered).map((choice) => choice.id)).toEqual(['topic:agent.request', 'no'])
    const yes = await bot.takeTurn(turnInput(['yes please'], { state: offered.state }))
    expect(yes.decision).toMatchObject({ kind: 'handoff', reason: 'asked_for_person', queue: 'orders' })
    const no = await bot.takeTurn(turnInput(['No, thanks'], { state: offered.state }))
    expect(no.decision).toMatchObject({ kind: 'answer', rule: 'person_declined' })
  })

  test('a burst with several questions answers up to three of them, once each and in order', async () => {
    const outcome = await bot.takeTurn(
      turnInput([
        { text: 'a', intent: 'store.hours' },
        { text: 'b', intent: 'delivery.cost' },
        { text: 'c', intent: 'delivery.time' },
        { text: 'd', intent: 'delivery.cost' },
        { text: 'e', intent: 'payment.methods' },
      ]),
    )
    expect(outcome.messages.map(([part]) => part)).toEqual([
      { type: 'text', text: 'All about delivery.time.' },
      { type: 'text', text: 'All about delivery.cost.' },
      { type: 'text', text: 'All about payment.methods.' },
    ])
    expect(outcome.decision).toMatchObject({ intent: 'payment.methods' })
  })

  test('two negative turns in a row go to a person, not two with a calm one between', async () => {
    const late = { text: 'late', intent: 'delivery.late', mood: annoyed }
    const first = await bot.takeTurn(turnInput([late]))
    expect(first.state.negative).toBe(1)
    const calm = await bot.takeTurn(
      turnInput([{ text: 'opening hours', intent: 'store.hours' }], { state: first.state }),
    )
    expect(calm.state.negative).toBeUndefined()
    const second = await bot.takeTurn(turnInput([late], { state: first.state }))
    expect(second.decision).toMatchObject({ kind: 'handoff', rule: 'negative_twice' })
  })

  test('being understood starts the count of misunderstandings anew', async () => {
    const first = await bot.takeTurn(turnInput(['blurb']))
    expect(first.state.misunderstood).toBe(1)
    const second = await bot.takeTurn(
      turnInput([{ text: 'delivery cost', intent: 'delivery.cost' }], { state: first.state }),
    )
    expect(second.state.misunderstood).toBe(0)
  })
})

describe('after a handoff', () => {
  const worn = { introduced: true, misunderstood: 1, negative: 1, lookupsRefused: 3 }

  test('no counter survives, so that the bot does not hand off again by itself', async () => {
    const handed = await bot.takeTurn(turnInput(['blurb'], { state: worn }))
    expect(handed.decision.kind).toBe('handoff')
    expect(handed.state).toEqual({ introduced: true, misunderstood: 0, language: 'en' })
    for (const state of [handed.state, bot.initialState(handed.state)]) {
      const back = await bot.takeTurn(
        turnInput([{ text: 'late', intent: 'delivery.late', mood: annoyed }], { state }),
      )
      expect(back.decision.kind).toBe('answer')
    }
  })

  test('a new episode keeps only the introduction and the language', () => {
    expect(bot.initialState({ ...worn, language: 'zh', topic: 'order.status' })).toEqual({
      introduced: true,
      misunderstood: 0,
      language: 'zh',
    })
  })
})
