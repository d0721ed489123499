import { scanEntities } from '@parley/nlp-models'
import { expect, test } from 'vitest'
import { utterance } from '../../test/factories.ts'
import { defaultDefinition } from '../definition/default-definition.ts'
import { readUtterance } from './reading.ts'

function isBare(text: string): boolean {
  const made = utterance(text)
  const entities = scanEntities(text, { orderMasks: ['NW-99999'], today: '2026-11-23' })
  const read = { ...made, understanding: { ...made.understanding, entities } }
  return readUtterance(read, { introduced: true, misunderstood: 0 }, defaultDefinition).bare
}

test.each([
  "it's NW-48213",
  'my email is anna@example.com',
  '订单是NW-48213',
  '2026-05-03 please',
  '12.50 EUR',
])('"%s" is nothing but a value', (text) => {
  expect(isBare(text)).toBe(true)
})

test.each(['tomorrow', 'two', 'Berlin', 'Anna', '下午三点', '招商银行', 'twenty dollars'])(
  '"%s" are words',
  (text) => {
    expect(isBare(text)).toBe(false)
  },
)
