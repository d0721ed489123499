import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseOptions } from '../../test/entities-in.ts'
import { scanEntities } from './scan-entities.ts'

const fragments = fc.constantFrom(
  ...'nw-12345 rb 482 913 de|€12,50|三块五|下周五|in 3 days|half past nine|下午三点|my name is anna|张先生|Berlin|深圳市|DHL|招商银行|hikng boots|蓝牙音箱|4111 1111 1111 1111|11010519491231002X|+49 170 1234567|a@example.com|https://example.com/(x)|15%|百分之二十|two hundred and five|１２３|😀|\ud83d|\udc00|\0|İ|ﷺ|\u0301|，|。|\n| |(|)|-|/|.|:|•|Ltd|有限公司|·|第|周|月|号|点|$|a|an|the|to|from|Mr|name|is'.split(
    '|',
  ),
)
const typed = fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join(''))
const spaced = fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join(' '))
const texts = fc.oneof(
  typed,
  spaced,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
)
/** Also what is no whole character: halves of surrogate pairs. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes))

test('offsets lead to what is said, in order and apart', () => {
  fc.assert(
    fc.property(fc.oneof(texts, units), (text) => {
      let before = 0
      for (const { kind, start, end, text: said, value } of scanEntities(text, caseOptions)) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(said).toBe(kind === 'card' || kind === 'id' ? value : text.slice(start, end))
        expect(value).not.toBe('')
        before = end
      }
    }),
    { numRuns: 2000 },
  )
})

test('a scan leaves nothing behind for the next one', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const first = scanEntities(one, caseOptions)
      scanEntities(other, caseOptions)
      expect(scanEntities(one, caseOptions)).toEqual(first)
    }),
    { numRuns: 300 },
  )
})

test('values have the form of their kind', () => {
  const forms: Partial<Record<string, RegExp>> = {
    email: /^[^\sA-Z@]+@[^\sA-Z@]+$/,
    phone: /^\+?\d{9,15}$/,
    order: /^(?:NW-\d{5}|[A-Z]{2}\d{6}[A-Z]{2}|SO\d{4}-\d{3})$/,
    amount: /^\d+\.\d\d [A-Z]{3}$/,
    number: /^\d+(?:\.\d+)?(?:e[+-]\d+)?%?$/,
    date: /^(?:\d{4}(?:-\d\d){0,2}|-(?:-\d\d){1,2}|---\d\d)$/,
    time: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
    card: /^•••• \d{4}$/,
    id: /^•{14}\d{3}[\dX]$/,
  }
  fc.assert(
    fc.property(texts, (text) => {
      for (const { kind, value } of scanEntities(text, caseOptions)) expect(value).toMatch(forms[kind] ?? /./)
    }),
    { numRuns: 2000 },
  )
})

test('what is found is found again in its own text', () => {
  const texts = [
    'NW-12345',
    '€12,50',
    'half past nine',
    '下午三点',
    '张先生',
    'Berlin',
    'DHL',
    '蓝牙音箱',
    '下周五',
  ]
  for (const text of texts) {
    const [entity, ...others] = scanEntities(text, caseOptions)
    expect(others).toEqual([])
    expect(entity).toMatchObject({ start: 0, end: text.length })
  }
})
