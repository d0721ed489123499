import { expect, test } from 'vitest'
import { summarise } from './summarise.ts'
import type { Turn } from './turn.ts'

const customer = (text: string, more: Partial<Turn> = {}): Turn => ({ from: 'customer', text, ...more })
const agent = (text: string): Turn => ({ from: 'agent', text })
const bot = (text: string): Turn => ({ from: 'bot', text })
const told = (quotes: readonly { text: string }[]) => quotes.map(({ text }) => text)

const english = [
  customer('Hi there! My tent arrived with a broken zipper. I would like to exchange it.'),
  bot('One moment please, I will connect you to a colleague.'),
  agent("I'm sorry for that. We will send you a new one within 3 days. Could you give me your order number?"),
  customer('ok thanks'),
  customer('Can I also change my delivery address?'),
]
const chinese = [
  customer('你好，我上周买的帐篷拉链坏了，想换一个。'),
  agent('您好，非常抱歉。我们会在三天内给您补发新的。请提供一下您的订单号。'),
  customer('好的，谢谢'),
  customer('发票能一起开吗？'),
]

test('a conversation in English', () => {
  const { asked, promised, open, headline, keywords, isPartial } = summarise(english)
  expect(asked[0]?.text).toBe('My tent arrived with a broken zipper.')
  expect(told(asked)).toContain('Can I also change my delivery address?')
  expect(headline).toBe(asked[0]?.text)
  expect(promised).toEqual([
    expect.objectContaining({
      text: 'We will send you a new one within 3 days.',
      turn: 2,
      from: 'agent',
      due: { text: 'within 3 days' },
    }),
  ])
  expect(open.map(({ text, from, kind }) => [from, kind, text])).toEqual([
    ['agent', 'question', 'Could you give me your order number?'],
    ['customer', 'question', 'Can I also change my delivery address?'],
  ])
  expect(keywords).toContain('tent')
  expect(isPartial).toBe(false)
})

test('a conversation in Chinese', () => {
  const { asked, promised, open } = summarise(chinese)
  expect(asked[0]).toMatchObject({ text: '我上周买的帐篷拉链坏了，想换一个。', turn: 0, start: 3 })
  expect(promised).toEqual([
    expect.objectContaining({ text: '我们会在三天内给您补发新的。', due: { text: '三天内' } }),
  ])
  expect(told(open)).toEqual(['请提供一下您的订单号。', '发票能一起开吗？'])
})

test('an answer closes a question; a pleasantry, "one moment" and a question back do not', () => {
  const ask = customer('When will my parcel arrive?')
  const openAfter = (...turns: Turn[]) => told(summarise([ask, ...turns]).open)
  expect(openAfter(agent('It arrives on Monday.'))).toEqual([])
  expect(openAfter(agent('It left today, is that all right?'))).not.toContain(ask.text)
  expect(openAfter(agent('One moment please.'))).toEqual([ask.text])
  expect(openAfter(agent('Thank you!'))).toEqual([ask.text])
  expect(openAfter(bot('Sorry, I did not understand that.'))).toEqual([ask.text])
  expect(openAfter(agent('Which parcel do you mean?'))).toContain(ask.text)
})

test('of several questions those stay that an answer does not take up', () => {
  const { open } = summarise([
    customer('When will the parcel arrive? Does the warranty cover zippers?'),
    agent('The parcel will be there on Monday.'),
  ])
  expect(told(open)).toEqual(['Does the warranty cover zippers?'])
})

test.each([
  'We will not refund this.',
  'If we can, we will refund you',
  'I will be happy to help you.',
  'Will we refund you?',
  '我们不会退款。',
  '您是我们的会员。',
  '很高兴为您服务',
])('%s is no promise', (text) => {
  expect(summarise([agent(text)]).promised).toEqual([])
})

test.each([
  ["I'll call you back tomorrow", 'tomorrow'],
  ['You will receive the money in 5 to 7 business days.', 'in 5 to 7 business days'],
  ['your order is going to be shipped by the end of the week', 'by the end of the week'],
  ['our team will contact you', undefined],
  ['我马上帮您处理', undefined],
  ['退款会在24小时内到账', '24小时内'],
])('%s is one', (text, due) => {
  const [promise] = summarise([agent(text)], { today: '2026-11-23' }).promised
  expect(promise?.text).toBe(text)
  expect(promise?.due?.text).toBe(due)
})

test('a customer promises nothing', () => {
  expect(summarise([customer('I will send it back tomorrow')]).promised).toEqual([])
})

test('facts are what was named, each value once, with the day that dates count from', () => {
  const { facts } = summarise(
    [customer('order NW-12345 and again nw 12345, it should come tomorrow', { at: '2026-11-23T10:00:00Z' })],
    { orderMasks: ['NW-99999'] },
  )
  expect(facts.map(({ entity, count }) => [entity.kind, entity.value, count])).toEqual([
    ['order', 'NW-12345', 2],
    ['date', '2026-11-24', 1],
  ])
})

test('the worst mood is the angriest turn of the customer', () => {
  const negative = (score: number) => ({ label: 'negative' as const, score, confidence: 0.9 })
  const turns = [
    customer('hm', { sentiment: negative(-0.2) }),
    customer('this is terrible', { sentiment: negative(-0.8) }),
    { ...agent('sorry'), sentiment: negative(-0.9) },
  ]
  expect(summarise(turns).worstMood).toEqual({ turn: 1, score: -0.8 })
})

test('without a matter there is a summary without content', () => {
  const nothing = {
    headline: '',
    asked: [],
    promised: [],
    open: [],
    facts: [],
    keywords: [],
    isPartial: false,
  }
  expect(summarise([])).toEqual(nothing)
  expect(summarise([customer('hi'), agent('Hello!'), customer('thank you, bye')])).toEqual(nothing)
  expect(summarise([customer('😀😀👍'), customer('   ')])).toEqual(nothing)
})
