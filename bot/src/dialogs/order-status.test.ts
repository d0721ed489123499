import { describe, expect, test } from 'vitest'
import { anonymous, cardsOf, choicesOf, DAY, NOW, order, Talk, textOf } from '../../test/factories.ts'

const status = { text: 'Where is my order?', intent: 'order.status' }
const shipped = order('NW-48214', { status: 'shipped', expectedAt: NOW + 3 * DAY })

describe('order status of a signed-in customer', () => {
  test('is told at once when the number is named', async () => {
    const talk = new Talk({ orders: [order('NW-48213'), shipped] })
    const outcome = await talk.say({ text: 'Where is NW-48214?', intent: 'order.status' })
    expect(outcome.decision).toMatchObject({ kind: 'answer', rule: 'order_status_told' })
    expect(textOf(outcome)).toContain('on its way and should be with you by 25 November 2026')
    expect(cardsOf(outcome)[0]).toMatchObject({ title: 'Order NW-48214', subtitle: 'On its way' })
  })

  test('of two orders in one message tells both, and of which nothing was found', async () => {
    const talk = new Talk({ orders: [order('NW-48213'), shipped] })
    const both = await talk.say({ text: 'Status of NW-48213 and NW-48214', intent: 'order.status' })
    expect(cardsOf(both).map(({ title }) => title)).toEqual(['Order NW-48213', 'Order NW-48214'])
    const one = await talk.say({ text: 'Status of NW-48213 and NW-11111', intent: 'order.status' })
    expect(cardsOf(one).map(({ title }) => title)).toEqual(['Order NW-48213'])
    expect(textOf(one)).toContain('NW-11111')
  })

  test('is not told of two orders when one belongs to somebody else', async () => {
    const foreign = order('NW-48215', { own: false, items: [], tracking: 'SECRET' })
    const talk = new Talk({ orders: [shipped, foreign] })
    const told = await talk.say({ text: 'Status of NW-48215 and NW-48214', intent: 'order.status' })
    expect(cardsOf(told).map(({ title }) => title)).toEqual(['Order NW-48214'])
    expect(JSON.stringify(told)).not.toContain('SECRET')
  })

  test('is asked for at once when nothing else can be meant, and told only when it is sure', async () => {
    const vague = { text: 'my stuff?', intent: 'order.status', confidence: 0.3 }
    const several = await new Talk({ orders: [order('NW-48213'), shipped] }).say(vague)
    expect(several.decision).toMatchObject({ kind: 'ask', dialog: 'order-status', slot: 'order' })
    const single = await new Talk({ orders: [shipped] }).say(vague)
    expect(single.decision).toMatchObject({ kind: 'ask', rule: 'offer_choices' })
  })

  test('is told without a question when there is one order', async () => {
    const outcome = await new Talk({ orders: [shipped] }).say(status)
    expect(textOf(outcome)).toContain('NW-48214')
  })

  test('offers the latest three orders and reads the pick', async () => {
    const orders = ['NW-48213', 'NW-48214', 'NW-48215', 'NW-48216'].map((number) => order(number))
    const talk = new Talk({ orders })
    const asked = await talk.say(status)
    expect(asked.decision).toEqual({
      kind: 'ask',
      rule: 'slot_needed',
      dialog: 'order-status',
      slot: 'order',
    })
    expect(choicesOf(asked).map((choice) => choice.text)).toEqual(['NW-48213', 'NW-48214', 'NW-48215'])
    expect(talk.bot.openSlot(talk.state)).toMatchObject({ kind: 'order' })
    expect(textOf(await talk.say('the last one'))).toContain('NW-48215')
  })

  test('of a foreign order says the same as of an unknown one', async () => {
    const foreign = order('NW-99999', { own: false, email: 'other@example.com' })
    const told = await new Talk({ orders: [foreign] }).say({
      text: 'Where is NW-99999?',
      intent: 'order.status',
    })
    const unknown = await new Talk().say({ text: 'Where is NW-99999?', intent: 'order.status' })
    expect(told).toEqual(unknown)
    expect(told.decision).toMatchObject({ kind: 'ask', rule: 'order_not_found' })
  })

  test('offers a person after two numbers that are not found', async () => {
    const talk = new Talk()
    await talk.say(status)
    await talk.say('NW-11111')
    const second = await talk.say('NW-22222')
    expect(second.decision).toMatchObject({ kind: 'ask', rule: 'order_not_found_twice', slot: 'person' })
    const yes = await talk.say('yes')
    expect(yes.decision).toMatchObject({ kind: 'handoff', queue: 'orders' })
  })

  test('another order may be asked for by the quick reply', async () => {
    const talk = new Talk({ orders: [order('NW-48213'), shipped] })
    await talk.say({ text: 'Where is NW-48214?', intent: 'order.status' })
    const again = await talk.say('Another order')
    expect(again.decision).toMatchObject({ kind: 'ask', slot: 'order' })
  })

  test.each([
    ['processing', { deliveredAt: undefined }, 'being packed'],
    ['processing', { expectedAt: NOW }, 'by 22 November 2026'],
    ['shipped', {}, 'on its way.'],
    ['delivered', { deliveredAt: NOW }, 'delivered on 22 November 2026'],
    ['cancelled', {}, 'cancelled'],
    ['returned', {}, 'return'],
  ] as const)('%s is worded', async (state, dates, words) => {
    const { deliveredAt: _delivered, ...base } = order('NW-48213', { status: state })
    const { deliveredAt, ...rest } = { deliveredAt: undefined, ...dates }
    const about = deliveredAt === undefined ? { ...base, ...rest } : { ...base, ...rest, deliveredAt }
    const outcome = await new Talk({ orders: [about] }).say(status)
    expect(textOf(outcome)).toContain(words)
  })
})

describe('order status of a visitor', () => {
  const orders = [order('NW-48213', { own: false })]

  test('needs the number and the e-mail address of the order', async () => {
    const talk = new Talk({ customer: anonymous, orders })
    expect((await talk.say(status)).decision).toMatchObject({ slot: 'order' })
    expect((await talk.say('NW-48213')).decision).toMatchObject({ kind: 'ask', slot: 'email' })
    expect(talk.bot.openSlot(talk.state)).toEqual({ kind: 'email' })
    expect(textOf(await talk.say('it is Anna@example.com'))).toContain('was delivered on')
  })

  test('takes both from one sentence', async () => {
    const talk = new Talk({ customer: anonymous, orders })
    const outcome = await talk.say({
      text: 'Where is NW-48213, ordered with anna@example.com?',
      intent: 'order.status',
    })
    expect(outcome.decision).toMatchObject({ rule: 'order_status_told' })
  })

  test('uses the e-mail address of the form, and asks for it when it is not the right one', async () => {
    const right = new Talk({ customer: { identified: false, email: 'Anna@Example.com' }, orders })
    expect(textOf(await right.say({ ...status, text: 'Where is NW-48213' }))).toContain('delivered')
    const other = new Talk({ customer: { identified: false, email: 'bob@example.com' }, orders })
    const asked = await other.say({ ...status, text: 'Where is NW-48213' })
    expect(asked.decision).toMatchObject({ kind: 'ask', slot: 'email' })
  })

  test('a wrong address for a known order is answered like an unknown order', async () => {
    const said = { text: 'Where is NW-48213, I am eve@example.com', intent: 'order.status' }
    const wrong = await new Talk({ customer: anonymous, orders }).say(said)
    const unknown = await new Talk({ customer: anonymous }).say(said)
    expect(wrong).toEqual(unknown)
    expect(JSON.stringify(wrong.messages)).not.toContain('anna@example.com')
  })

  test('guessing ends: after four lookups of an episode a person is offered at once', async () => {
    const talk = new Talk({ customer: anonymous, orders })
    talk.state = { ...talk.state, lookupsRefused: 3 }
    const outcome = await talk.say({ text: 'NW-48213 eve@example.com', intent: 'order.status' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'person' })
  })
})

describe('in the middle of the dialog', () => {
  test('a question is answered and the open one asked again', async () => {
    const talk = new Talk()
    await talk.say(status)
    const outcome = await talk.say({ text: 'what does delivery cost?', intent: 'delivery.cost' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', rule: 'interruption_answered', slot: 'order' })
    expect(textOf(outcome)).toContain('All about delivery.cost.')
    expect(textOf(outcome)).toContain('order number')
    expect(talk.state).toMatchObject({ misunderstood: 0, dialog: { tries: 0 } })
  })

  test.each([
    ['never mind', 'en'],
    ['算了', 'zh'],
  ])('%s leaves it', async (text) => {
    const talk = new Talk()
    await talk.say(status)
    const outcome = await talk.say(text)
    expect(outcome.decision).toMatchObject({ kind: 'answer', rule: 'dialog_left' })
    expect(talk.state.dialog).toBeUndefined()
  })

  test('leaving with a question answers it', async () => {
    const talk = new Talk()
    await talk.say(status)
    const outcome = await talk.say('never mind', { text: 'opening hours', intent: 'store.hours' })
    expect(textOf(outcome)).toContain('All about store.hours.')
    expect(talk.state.dialog?.asking).toBeUndefined()
  })

  test('wanting a return switches to it and keeps the number that was told', async () => {
    const talk = new Talk({ customer: anonymous, orders: [order('NW-48213', { own: false })] })
    await talk.say({ text: 'Where is NW-48213', intent: 'order.status' })
    const switched = await talk.say({ text: 'actually I want to return it', intent: 'return.start' })
    expect(switched.decision).toMatchObject({ kind: 'ask', dialog: 'start-return', slot: 'email' })
    expect(talk.state.dialog?.slots).toEqual({ order: 'NW-48213' })
  })

  test('a bare number is a value even when the model takes it for another question', async () => {
    const talk = new Talk({ orders: [order('NW-48213')] })
    talk.facts = { ...talk.facts, orders: [order('NW-48213'), order('NW-48214')] }
    await talk.say({ text: 'I want to return something', intent: 'return.start' })
    const outcome = await talk.say({ text: 'my order is NW-48214', intent: 'order.status' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', dialog: 'start-return', slot: 'item' })
  })

  test('an unusable reply is asked again with help; the second one goes to a person', async () => {
    const talk = new Talk()
    await talk.say(status)
    const again = await talk.say('I lost the paper')
    expect(again.decision).toMatchObject({ kind: 'ask', rule: 'slot_not_understood', slot: 'order' })
    expect(choicesOf(again).map((choice) => choice.id)).toEqual(['topic:agent.request'])
    const handed = await talk.say('dunno')
    expect(handed.decision).toMatchObject({ kind: 'handoff', reason: 'misunderstood', queue: 'orders' })
  })

  test('thanks is answered and the question stays open', async () => {
    const talk = new Talk()
    await talk.say(status)
    const outcome = await talk.say({ text: 'thanks', intent: 'smalltalk.thanks' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'order' })
    expect(talk.state.misunderstood).toBe(0)
  })

  test('a number that a recogniser completed is taken', async () => {
    const talk = new Talk({ orders: [order('NW-48213'), shipped] })
    await talk.say(status)
    const outcome = await talk.say({
      text: '48213',
      slot: { kind: 'order', value: 'NW-48213', by: 'scanner' },
    })
    expect(textOf(outcome)).toContain('NW-48213')
  })
})
