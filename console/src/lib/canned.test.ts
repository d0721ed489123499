import { describe, expect, test } from 'vitest'
import { commandAt, fillVariables, filterCanned, insertCanned, unresolvedIn } from './canned.ts'

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

test('finds by the beginning of the shortcut first, then anywhere', () => {
  expect(filterCanned(canned, 'h').map((each) => each.id)).toEqual(['2', '1'])
  expect(filterCanned(canned, '说明').map((each) => each.id)).toEqual(['3'])
})

test('puts the reply where the command stood, with room before it', () => {
  const command = { from: 5, to: 8, query: 'hi' }
  expect(insertCanned('draft/hi!', command, 'Hello')).toEqual({ text: 'draft Hello!', caret: 11 })
})

test('fills in names and leaves the rest to the agent', () => {
  const text = 'Dear {{customer.name}}, {{ agent.name }} refunds {{amount}}'
  expect(fillVariables(text, { customer: 'Li Ting', agent: 'Dana' })).toBe(
    'Dear Li Ting, Dana refunds {{amount}}',
  )
})

describe('what must not go out', () => {
  test.each([
    ['We refund {{amount}}', { kind: 'variable', what: '{{amount}}' }],
    ['We refund {{amount', { kind: 'variable', what: '{{' }],
    ['old draft/refund-d', { kind: 'command', what: '/refund-d' }],
    ['/nothing-like-it', { kind: 'command', what: '/nothing-like-it' }],
    ['/hi and then more', { kind: 'command', what: '/hi' }],
  ])('%j', (text, problem) => {
    expect(unresolvedIn(text, canned)).toEqual(problem)
  })

  test.each([
    'Take it and/or leave it',
    'It is in /var/log/hi.txt today',
    'See https://example.com/a/hi',
    '1/2',
    'a / b',
  ])('but %j may', (text) => {
    expect(unresolvedIn(text, canned)).toBeUndefined()
  })
})
