import { describe, expect, test } from 'vitest'
import { cardsOf, choicesOf, DAY, NOW, order, shoes, Talk, tent, textOf } from '../../test/factories.ts'

const start = { text: 'I want to return something', intent: 'return.start' }
const two = [order('NW-48213'), order('NW-48214', { items: [shoes] })]

describe('a return', () => {
  test('is asked for step by step, confirmed, and requested as an action', async () => {
    const talk = new Talk({ orders: two })
    expect((await talk.say(start)).decision).toMatchObject({ kind: 'ask', slot: 'order' })
    const item = await talk.say('NW-48213')
    expect(choicesOf(item).map((choice) => choice.label)).toEqual(['Ridge Tent', 'Trail Shoes'])
    expect(talk.bot.openSlot(talk.state)?.kind).toBe('choice')
    const reason = await talk.say('the tent')
    expect(choicesOf(reason).map((choice) => choice.label)).toEqual([
      'Does not fit',
      'Not as described',
      'Damaged',
      'Changed my mind',
      'Another reason',
    ])
    const confirm = await talk.say('Changed my mind')
    expect(cardsOf(confirm)[0]?.fields.map((field) => field.value)).toEqual(['Ridge Tent', 'Changed my mind'])
    expect(talk.bot.openSlot(talk.state)?.kind).toBe('yes-no')
    const act = await talk.say('yes, please')
    expect(act.decision).toEqual({
      kind: 'action',
      rule: 'return_confirmed',
      dialog: 'start-return',
      action: { name: 'create_return', input: { order: 'NW-48213', item: 'TENT-2', reason: 'changed_mind' } },
    })
    expect((await talk.say('yes')).decision).toMatchObject({ kind: 'answer', rule: 'action_pending' })
    const done = await talk.finish({ name: 'create_return', ok: true, output: { returnNumber: 'RT-7' } })
    expect(textOf(done)).toContain('RT-7')
    expect(talk.state.dialog).toBeUndefined()
  })

  test('takes everything from one sentence and asks only for the confirmation', async () => {
    const talk = new Talk({ orders: two })
    const outcome = await talk.say({
      text: 'Hi, I want to return the tent from NW-48213, it is too small',
      intent: 'return.start',
    })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
  })

  test('goes the same way in Chinese', async () => {
    const talk = new Talk({ orders: two })
    const outcome = await talk.say({ text: '我要退NW-48213里的帐篷,太小了', intent: 'return.start' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
    expect(cardsOf(outcome)[0]).toEqual({
      type: 'card',
      title: '订单 NW-48213 退货',
      fields: [
        { label: '商品', value: '山脊帐篷' },
        { label: '原因', value: '尺码不合适' },
      ],
    })
    expect((await talk.say('好的')).decision).toMatchObject({ kind: 'action' })
    const done = await talk.finish({ name: 'create_return', ok: true, output: { returnNumber: 'RT-8' } })
    expect(textOf(done)).toContain('编号 RT-8')
  })

  test('finds the order by an item that only one of them has', async () => {
    const talk = new Talk({ orders: two })
    const outcome = await talk.say({ text: 'I would like to send the tent back', intent: 'return.start' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'reason' })
    expect(talk.state.dialog?.slots).toEqual({ order: 'NW-48213', item: 'TENT-2' })
  })

  test('uses the order of the dialog before', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'Where is NW-48213?', intent: 'order.status' })
    expect((await talk.say('Return an item')).decision).toMatchObject({ kind: 'ask', slot: 'item' })
  })

  test('asks when the order of the dialog before cannot be returned', async () => {
    const shipped = order('NW-48215', { status: 'shipped' })
    const talk = new Talk({ orders: [shipped, ...two] })
    await talk.say({ text: 'Where is NW-48215?', intent: 'order.status' })
    const outcome = await talk.say(start)
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'order' })
    expect(choicesOf(outcome).map((choice) => choice.text)).toEqual(['NW-48213', 'NW-48214'])
  })

  test.each([
    ['return_not_delivered', { status: 'shipped' }, 'has not been delivered'],
    ['return_cancelled', { status: 'cancelled' }, 'cancelled'],
    ['return_too_old', { deliveredAt: NOW - 31 * DAY }, '30 days'],
    ['return_already', { items: [{ ...tent, returned: true }] }, 'already returned'],
  ] as const)('is refused with the reason: %s', async (rule, about, words) => {
    const talk = new Talk({ orders: [order('NW-48213', about)] })
    const outcome = await talk.say({ text: 'return NW-48213', intent: 'return.start' })
    expect(outcome.decision).toMatchObject({ kind: 'answer', rule })
    expect(textOf(outcome)).toContain(words)
    expect(talk.state.dialog?.asking).toBeUndefined()
  })

  test('is possible on the last day', async () => {
    const talk = new Talk({ orders: [order('NW-48213', { deliveredAt: NOW - 30 * DAY })] })
    expect((await talk.say(start)).decision).toMatchObject({ kind: 'ask', slot: 'item' })
  })

  test('an item that went back already is named as such', async () => {
    const talk = new Talk({ orders: [order('NW-48213', { items: [{ ...tent, returned: true }, shoes] })] })
    const outcome = await talk.say({ text: 'return the tent of NW-48213', intent: 'return.start' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', rule: 'item_returned', slot: 'item' })
  })

  test.each([
    ['no', 'return_declined'],
    ["no, don't", 'return_declined'],
    ['never mind', 'dialog_left'],
  ])('%s at the confirmation registers nothing', async (text, rule) => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
    const outcome = await talk.say(text)
    expect(outcome.decision).toMatchObject({ kind: 'answer', rule })
    expect(textOf(outcome)).toContain('nothing was registered')
    expect(talk.state.dialog).toBeUndefined()
  })

  test.each(['ok but how long does that take', '要多久', 'sure about that?'])(
    '%s is no confirmation',
    async (text) => {
      const talk = new Talk({ orders: two })
      await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
      expect((await talk.say(text)).decision.kind).not.toBe('action')
    },
  )

  test('may be corrected at the confirmation', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
    const outcome = await talk.say('sorry, it is damaged actually')
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
    expect(talk.state.dialog?.slots).toMatchObject({ reason: 'damaged', item: 'TENT-2' })
  })

  test('another order number starts its items anew', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
    const outcome = await talk.say('sorry, NW-48214')
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
    expect(talk.state.dialog?.slots).toMatchObject({ order: 'NW-48214', item: 'SHOE-42' })
  })

  test('a reason in a bad mood is a reply, not a complaint', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213', intent: 'return.start' })
    const outcome = await talk.say({
      text: 'it is broken',
      intent: 'product.damaged',
      mood: { score: -0.9, confidence: 0.95 },
    })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
  })

  test.each([
    [{ text: 'one seam has come open', intent: 'product.damaged' }, 'damaged'],
    [{ text: '缝线开了', intent: 'product.damaged', confidence: 0.3 }, 'damaged'],
    [
      { text: 'I took the next size up by mistake', intent: 'product.sizing', confidence: 0.5 },
      'does_not_fit',
    ],
    [{ text: 'the fabric is thin', intent: 'product.details' }, 'not_as_described'],
    [{ text: 'my sister got me the very same one', intent: 'dialog.cancel', confidence: 0.22 }, 'other'],
    ['背起来很累', 'other'],
    ['Another reason', 'other'],
  ])('a reason in free words is a reply and no topic: %j', async (said, reason) => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213', intent: 'return.start' })
    expect((await talk.say(said)).decision).toMatchObject({ kind: 'ask', slot: 'confirm' })
    expect(talk.state.dialog?.slots).toMatchObject({ reason })
  })

  test.each([
    { text: 'when do you open tomorrow', intent: 'store.hours', confidence: 0.68 },
    { text: 'opening times on monday', intent: 'store.hours', confidence: 0.9 },
  ])('another matter at the question for the reason is none: %j', async (said) => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213', intent: 'return.start' })
    const outcome = await talk.say(said)
    expect(outcome.decision).toMatchObject({ rule: 'interruption_answered', slot: 'reason' })
    expect(textOf(outcome)).toContain('All about store.hours.')
  })

  test.each(['thanks a lot', 'hm'])('%s is no reason', async (text) => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213', intent: 'return.start' })
    const outcome = await talk.say({ text, intent: 'smalltalk.thanks' })
    expect(outcome.decision).toMatchObject({ kind: 'ask', slot: 'reason' })
  })

  test('a number told in words that sound like another question answers the open one', async () => {
    const talk = new Talk({ orders: two })
    await talk.say(start)
    const said = { text: 'that parcel came last week, NW-48213', intent: 'order.status', confidence: 0.6 }
    expect((await talk.say(said)).decision).toMatchObject({ dialog: 'start-return', slot: 'item' })
  })

  test('what a recogniser takes for a yes registers nothing when it goes on to ask or to doubt', async () => {
    for (const text of ['ok but what will that cost me', 'yes, wait a moment', '可以换成别的吗']) {
      const talk = new Talk({ orders: two })
      await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
      const outcome = await talk.say({ text, slot: { kind: 'yes-no', value: 'yes', by: 'rule' } })
      expect(outcome.decision.kind).not.toBe('action')
    }
  })

  test('a failed action goes to a person with everything that was told', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
    await talk.say('yes')
    const outcome = await talk.finish({ name: 'create_return', ok: false, code: 'timeout' })
    expect(outcome.decision).toMatchObject({ kind: 'handoff', reason: 'action_failed', queue: 'returns' })
    expect(outcome.brief).toMatchObject({
      collected: { order: 'NW-48213', item: 'TENT-2', reason: 'does_not_fit' },
      intent: 'return.start',
    })
  })

  test('a result that comes with new messages is told before they are answered', async () => {
    const talk = new Talk({ orders: two })
    await talk.say({ text: 'return the tent from NW-48213, too small', intent: 'return.start' })
    await talk.say('yes')
    const outcome = await talk.finish(
      { name: 'create_return', ok: true, output: { returnNumber: 'RT-9' } },
      { text: 'what does delivery cost', intent: 'delivery.cost' },
    )
    expect(outcome.decision).toMatchObject({ kind: 'answer', intent: 'delivery.cost' })
    expect(textOf(outcome)).toMatch(/RT-9[\s\S]*All about delivery\.cost/)
  })

  test('a result says nothing once the conversation belongs to people', async () => {
    const talk = new Talk({ orders: two })
    talk.control = 'agent'
    const outcome = await talk.finish({ name: 'create_return', ok: true, output: { returnNumber: 'RT-9' } })
    expect(outcome).toMatchObject({ decision: { kind: 'silent' }, messages: [] })
  })
})
