import { describe, expect, test } from 'vitest'
import { commandAt, insertCanned, nextUnresolved, unresolvedIn } from './canned.ts'
import { rankCanned } from './rank-canned.ts'
import { fillVariables, orderInQuestion, unknownVariables, variableNames } from './variables.ts'

const canned = [
  {
    id: '1',
    shortcut: 'refund-delay',
    title: 'Refund takes a while',
    text: 'Your refund, {{customer.name}}',
  },
  { id: '2', shortcut: 'hi', title: 'Greeting', text: 'Hello' },
  { id: '3', shortcut: '退款', title: '退款说明', text: '退款已办理' },
]
const at = (text: string) => commandAt(text, text.length, canned)

describe('a command', () => {
  test.each([
    ['/', { from: 0, to: 1, query: '' }],
    ['/ref', { from: 0, to: 4, query: 'ref' }],
    ['Hello /ref', { from: 6, to: 10, query: 'ref' }],
    ['line\n/hi', { from: 5, to: 8, query: 'hi' }],
    ['an old draft/refund-d', { from: 12, to: 21, query: 'refund-d' }],
    ['您好/退', { from: 2, to: 4, query: '退' }],
  ])('is seen in %j', (text, command) => {
    expect(at(text)).toEqual(command)
  })

  test.each([
    'and/or',
    'see https://example.com/hi',
    'open 24/7',
    'mail a@b.co/refund',
    '和/或',
    'no command',
  ])('is not seen in %j', (text) => {
    expect(at(text)).toBeUndefined()
  })

  test('is looked for before the caret only', () => {
    expect(commandAt('/hi there', 3, canned)).toEqual({ from: 0, to: 3, query: 'hi' })
  })
})

describe('the list', () => {
  const both = [
    {
      id: 'a',
      shortcut: 'refund-sent',
      language: 'en' as const,
      title: 'Refund sent',
      text: 'It is on its way',
    },
    { id: 'b', shortcut: 'refund-sent', language: 'zh' as const, title: '已退款', text: '退款已经发起' },
    { id: 'c', shortcut: 'hello', language: 'en' as const, title: 'Greeting', text: 'How are you' },
  ]
  const ids = (query: string, language: 'en' | 'zh', recent: string[] = []) =>
    rankCanned(both, query, { language, recent }).map(({ id }) => id)

  test('has the customer’s language first, and what was used lately before the rest', () => {
    expect(ids('', 'zh')).toEqual(['b', 'c', 'a'])
    expect(ids('', 'en', ['refund-sent'])).toEqual(['a', 'c', 'b'])
  })

  test('finds by shortcut, title, letters in order and text', () => {
    expect(ids('ref', 'zh')).toEqual(['b', 'a'])
    expect(ids('rfs', 'en')).toEqual(['a', 'b'])
    expect(ids('退款', 'en')).toEqual(['b'])
    expect(ids('how are', 'en')).toEqual(['c'])
    expect(ids('xyz', 'en')).toEqual([])
  })
})

test('puts the reply where the command stood, with room before it', () => {
  const command = { from: 5, to: 8, query: 'hi' }
  expect(insertCanned('draft/hi!', command, 'Hello')).toEqual({ text: 'draft Hello!', caret: 11 })
})

describe('variables', () => {
  const order = {
    number: 'NW-10001',
    status: 'shipped' as const,
    placedAt: Date.UTC(2026, 10, 3),
    total: { amount: 84.9, currency: 'EUR' },
    items: [],
  }
  const sources = {
    customer: { name: 'Amelia Whitfield' },
    agent: { name: 'Dana Ivers' },
    company: 'Northwind',
    order,
    language: 'en' as const,
    now: Date.UTC(2026, 10, 22),
  }

  test('are filled in as far as they are known, the rest is left to the agent', () => {
    const text =
      'Dear {{customer.firstName}}, {{ agent.name }} of {{company}}: {{order.number}} is {{order.status}}, {{amount}}'
    expect(fillVariables(text, sources)).toBe(
      'Dear Amelia, Dana Ivers of Northwind: NW-10001 is on its way, {{amount}}',
    )
    expect(fillVariables('{{order.number}}', { ...sources, order: undefined })).toBe('{{order.number}}')
    expect(fillVariables('{{customer.name}}', { ...sources, customer: { name: '' } })).toBe(
      '{{customer.name}}',
    )
  })

  test('that are offered are all filled in; what nothing fills in is named', () => {
    const all = variableNames.map((name) => `{{${name}}}`).join('|')
    const full = {
      ...sources,
      customer: { ...sources.customer, email: 'a@journey.example' },
      order: { ...order, expectedAt: order.placedAt, carrier: 'DHL', tracking: '0034' },
    }
    expect(fillVariables(all, full)).not.toContain('{{')
    expect(unknownVariables(`${all} {{Amount}} {{ amount }} {{Amount}} {{CUSTOMER.NAME}}`)).toEqual([
      '{{Amount}}',
      '{{ amount }}',
    ])
  })

  test('are filled in in the language of the customer', () => {
    const zh = { ...sources, language: 'zh' as const, customer: { name: '李婷' } }
    expect(fillVariables('{{customer.firstName}}您好，{{order.status}}', zh)).toBe('李婷您好，运输途中')
  })

  test('speak of the order that was named last, or of the only one', () => {
    const other = { ...order, number: 'NW-10002' }
    expect(orderInQuestion([order, other], ['NW-10001', 'nw-10002', 'NW-9'])?.number).toBe('NW-10002')
    expect(orderInQuestion([order], [])?.number).toBe('NW-10001')
    expect(orderInQuestion([order, other], [])).toBeUndefined()
  })
})

describe('what must not go out', () => {
  test.each([
    ['We refund {{amount}}', { kind: 'variable', what: '{{amount}}' }],
    ['We refund {{amount', { kind: 'variable', what: '{{' }],
    ['old draft/refund-d', { kind: 'command', what: '/refund-d' }],
    ['/nothing-like-it', { kind: 'command', what: '/nothing-like-it' }],
    ['/hi and then more', { kind: 'command', what: '/hi' }],
    ['Good morning\n/ref and more', { kind: 'command', what: '/ref' }],
    ['您好/退款', { kind: 'command', what: '/退款' }],
  ])('%j', (text, problem) => {
    expect(unresolvedIn(text, canned)[0]).toMatchObject(problem)
  })

  test.each([
    'Take it and/or leave it',
    'It is in /var/log/hi.txt today',
    'See https://example.com/a/hi',
    '1/2',
    'a / b',
  ])('but %j may', (text) => {
    expect(unresolvedIn(text, canned)).toEqual([])
  })
})

test('all of it is found, and one after another can be gone to', () => {
  const all = unresolvedIn('{{amount}} and {{date}}', canned)
  expect(all.map(({ what, from }) => [what, from])).toEqual([
    ['{{amount}}', 0],
    ['{{date}}', 15],
  ])
  expect(nextUnresolved(all, 0)?.what).toBe('{{amount}}')
  expect(nextUnresolved(all, 10)?.what).toBe('{{date}}')
  expect(nextUnresolved(all, 23)?.what).toBe('{{amount}}')
  expect(unresolvedIn('see /hi there', canned, 7)).toHaveLength(1)
})
