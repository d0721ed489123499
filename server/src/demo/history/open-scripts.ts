import type { Script } from './conversation.ts'

/** What goes on at the desk when someone looks at the demo for the first time. */
export const openScripts: readonly (Script & {
  language: 'en' | 'zh'
  state: 'bot' | 'waiting' | 'agent'
  minutesAgo: number
})[] = [
  {
    language: 'en',
    state: 'bot',
    minutesAgo: 4,
    intent: 'product.sizing',
    lines: ['c0.1: Hello, I cannot decide between two sizes of the Moss vest', 'b: @product.sizing'],
  },
  {
    language: 'zh',
    state: 'bot',
    minutesAgo: 7,
    intent: 'delivery.time',
    lines: ['c0: 帐篷现在下单，几天能到成都？', 'b: @delivery.time'],
  },
  {
    language: 'en',
    state: 'waiting',
    minutesAgo: 6,
    intent: 'product.damaged',
    reason: 'negative_mood',
    queue: 'returns',
    lines: [
      'c-0.5: My {item} arrived with a hole in it. Order {order}.',
      'b: @product.damaged',
      'c-0.7: I needed it for tomorrow. Honestly, this is so annoying.',
      'b: I am sorry. I am bringing in a colleague, who will have read all this.',
    ],
  },
  {
    language: 'zh',
    state: 'waiting',
    minutesAgo: 3,
    intent: 'refund.status',
    reason: 'asked_for_person',
    queue: 'billing',
    lines: [
      'c-0.3: 退款已经超过十天了还没到',
      'b: @refund.status',
      'c-0.5: 早就超过了，我要找人工',
      'b: 好的，正在为您转接同事。',
    ],
  },
  {
    language: 'en',
    state: 'waiting',
    minutesAgo: 2,
    intent: 'order.change_address',
    reason: 'asked_for_person',
    queue: 'orders',
    lines: [
      'c-0.1: Can you send {order} to my office instead? I am not at home this week',
      'b: @order.change_address',
      'c-0.2: It is on its way already. Could somebody redirect it?',
      'b: I am asking a colleague. You are next in line.',
    ],
  },
  {
    language: 'en',
    state: 'agent',
    minutesAgo: 14,
    intent: 'order.wrong_item',
    reason: 'asked_for_person',
    queue: 'orders',
    agent: 'dana',
    lines: [
      'c-0.3: I got the blue one and ordered the green one',
      'b: @order.wrong_item',
      'c-0.2: {order}. I would like to talk to somebody about it',
      'b: Certainly, a colleague will be with you.',
      'a: Hello {name}, Dana here. I am sorry about that, let me see what we have in green.',
      'c0.1: Thank you, no hurry',
    ],
  },
]
