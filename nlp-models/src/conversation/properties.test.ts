import fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '../../test/processor-time.ts'
import { type Quote, type Summary, summarise } from './summarise.ts'
import { LONGEST_TURN, MOST_TURNS, type Turn } from './turn.ts'

const phrases = [
  'Hi there! ',
  'where is my order? ',
  'I need a refund. ',
  'we will send it in 3 days ',
  '我想退货。',
  '你好，运费谁出？',
  '我们会尽快给您退款',
  '\ud83d',
  '👩‍👩‍👧‍👦',
  'مرحبا أين طلبي؟ ',
  '\u202e',
  '\n',
]
const turn = fc.record({
  from: fc.constantFrom<Turn['from']>('customer', 'agent', 'bot'),
  text: fc.oneof(
    fc.array(fc.constantFrom(...phrases), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  ),
})

test('every sentence stands where it says, and the same turns give the same summary', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
      const summary = summarise(turns)
      for (const { turn: at, start, end, text, from } of quotesOf(summary)) {
        expect(turns[at]?.text.slice(start, end)).toBe(text)
        expect(turns[at]?.from).toBe(from)
      }
      expect(summarise(turns)).toEqual(summary)
    }),
    { numRuns: 150 },
  )
})

function quotesOf({ asked, promised, open }: Summary): readonly Quote[] {
  return [...asked, ...promised, ...open]
}

test.each<[string, string]>([
  ['one word', 'a'.repeat(100_000)],
  ['spaces', ' '.repeat(100_000)],
  ['questions', 'a? '.repeat(33_000)],
  ['greetings', 'hi '.repeat(33_000)],
  ['points', '.'.repeat(100_000)],
  ['Chinese', '退款'.repeat(50_000)],
  ['promises', 'we will send you, '.repeat(6_000)],
  ['broken surrogates', '\ud83d'.repeat(100_000)],
  ['right to left', '\u202eمرحبا '.repeat(14_000)],
  ['emoji', '😀'.repeat(50_000)],
])('100 KB of %s are cut, and said to be', (_name, text) => {
  const turns: Turn[] = [
    { from: 'customer', text },
    { from: 'agent', text },
  ]
  const summary = summarise(turns)
  expect(summary.isPartial).toBe(true)
  for (const { end } of quotesOf(summary)) expect(end).toBeLessThanOrEqual(LONGEST_TURN)
})

test('of a long conversation both ends are read, under their own numbers', () => {
  const turns: Turn[] = Array.from({ length: MOST_TURNS + 200 }, () => ({ from: 'bot', text: 'Thank you.' }))
  turns[0] = { from: 'customer', text: 'I want to return my boots.' }
  turns[turns.length - 1] = { from: 'customer', text: 'When does the courier come?' }
  const { asked, open, isPartial } = summarise(turns)
  expect(asked.map(({ turn: at }) => at).toSorted((a, b) => a - b)).toEqual([0, turns.length - 1])
  expect(open.at(-1)?.turn).toBe(turns.length - 1)
  expect(isPartial).toBe(true)
})

test('the cost grows with the turns, not with their square', () => {
  const turns = Array.from(
    { length: 1000 },
    (_, at): Turn => ({
      from: at % 2 === 0 ? 'customer' : 'agent',
      text: `Where is parcel ${at}? I need it for trip ${at * 7}. 我们会尽快给您处理第${at}个。`,
    }),
  )
  const cost = (length: number) =>
    Math.min(...[1, 2, 3].map(() => processorTime(() => summarise(turns.slice(0, length)))))
  cost(1000)
  expect(cost(1000) / cost(250)).toBeLessThan(10)
})
