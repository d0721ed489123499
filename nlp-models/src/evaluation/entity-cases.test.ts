import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Case {
  readonly id: string
  readonly language: 'en' | 'zh'
  readonly text: string
  readonly entities: readonly { kind: string; start: number; end: number; value: string }[]
}

const read = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')
const cases = (name: string) =>
  read(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)

const dev = cases('entities.dev.jsonl')
const held = cases('entities.test.jsonl')
const products = new Set((JSON.parse(read('entities.products.json')) as { id: string }[]).map(({ id }) => id))
const languages = ['en', 'zh'] as const

const frequent = [
  'email',
  'phone',
  'order',
  'amount',
  'number',
  'date',
  'time',
  'person',
  'place',
  'organisation',
  'product',
]
const rare = ['card', 'id', 'url']

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')

const luhn = (digits: string) =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const weighed = Number(digit) * (index % 2 ? 2 : 1)
    return sum + (weighed > 9 ? weighed - 9 : weighed)
  }, 0) %
    10 ===
  0

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const residentId = (text: string) =>
  /^\d{17}[\dX]$/.test(text) &&
  '10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11] ===
    text[17]

const shapes: Record<string, RegExp> = {
  email: /^[^\sA-Z@]+@[^\sA-Z@]+$/,
  phone: /^\+?\d{9,15}$/,
  order: /^(NW-\d{5}|[A-Z]{2}\d{6}[A-Z]{2}|SO\d{4}-\d{3})$/,
  amount: /^\d+\.\d\d [A-Z]{3}$/,
  number: /^\d+(\.\d+)?%?$/,
  date: /^(\d{4}(-\d\d){0,2}|-(-\d\d){1,2}|---\d\d)$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  card: /^•••• \d{4}$/,
  id: /^•{14}\d{3}[\dX]$/,
}

/** What the value must be beside its shape, given what stands in the text. */
const agrees = (kind: string, typed: string, value: string) => {
  if (['person', 'place', 'organisation', 'url'].includes(kind)) return value === typed
  if (kind === 'product') return products.has(value)
  if (kind === 'card') return luhn(typed.replace(/\D/g, ''))
  if (kind === 'id') return residentId(typed.toUpperCase())
  return true
}

test.each([
  ['dev', dev],
  ['test', held],
] as const)('entities of the %s cases lie in their text, in order and apart', (_, all) => {
  for (const { id, text, entities } of all) {
    let before = 0
    for (const { kind, start, end, value } of entities) {
      const where = `${id}: ${text} (${kind} ${start}-${end} ${value})`
      expect([...frequent, ...rare], where).toContain(kind)
      expect(start, where).toBeGreaterThanOrEqual(before)
      expect(end, where).toBeGreaterThan(start)
      expect(end, where).toBeLessThanOrEqual(text.length)
      const typed = text.slice(start, end)
      expect(typed, where).toBe(typed.trim())
      expect(value, where).toMatch(shapes[kind] ?? /./)
      expect(agrees(kind, typed, value), where).toBe(true)
      before = end
    }
  }
})

test.each([
  ['dev', dev],
  ['test', held],
] as const)('ids of the %s cases are unique and tell the language', (_, all) => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.filter(({ id, language }) => !new RegExp(`^${language}-\\d{4}$`).test(id))).toEqual([])
  expect(all.filter(({ language }) => !languages.includes(language))).toEqual([])
})

test('no text stands twice, in one file or in both', () => {
  const texts = [...dev, ...held].map(({ text }) => bare(text))
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
})

test('what identifies somebody is not shared between the files', () => {
  const values = (all: readonly Case[]) =>
    all.flatMap(({ entities }) =>
      entities
        .filter(({ kind }) => ['person', 'email', 'phone', 'order', 'card', 'url'].includes(kind))
        .map(({ kind, value }) => `${kind} ${value.toLowerCase()}`),
    )
  const known = new Set(values(dev))
  expect(values(held).filter((value) => known.has(value))).toEqual([])
})

test('the test file has enough cases of each language and kind, and enough without entities', () => {
  const count = (kind: string, language: string) =>
    held
      .filter((one) => one.language === language)
      .flatMap(({ entities }) => entities)
      .filter((one) => one.kind === kind).length
  for (const kind of frequent) {
    expect(count(kind, 'en') + count(kind, 'zh'), kind).toBeGreaterThanOrEqual(40)
    for (const language of languages) expect(count(kind, language), kind).toBeGreaterThanOrEqual(20)
  }
  for (const kind of rare) {
    expect(count(kind, 'en') + count(kind, 'zh'), kind).toBeGreaterThanOrEqual(15)
    for (const language of languages) expect(count(kind, language), kind).toBeGreaterThanOrEqual(7)
  }
  const sizes = languages.map((language) => held.filter((one) => one.language === language).length)
  expect(sizes[0]).toBeGreaterThanOrEqual(330)
  expect(sizes[1]).toBeGreaterThanOrEqual(310)
  expect(held.filter(({ entities }) => entities.length === 0).length / held.length).toBeGreaterThan(0.12)
})
