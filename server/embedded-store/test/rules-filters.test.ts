import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Bench, count, forAll, idsOf, report } from './rules/bench.ts'
import { matches } from './rules/filter.ts'
import { FILTER_CASES } from './rules/filter-cases.ts'
import { document, expression, filter, operand } from './rules/generate.ts'
import { Refusal } from './rules/refusal.ts'
import { doc, type Field, type ObjectValue, obj, show } from './rules/values.ts'
import { withStore } from './with-store.ts'

const running = withStore()
afterAll(() => console.log(report()))

function expected(documents: ObjectValue[], wanted: ObjectValue): string {
  try {
    return idsOf(documents.filter((stored) => matches(stored, wanted))).join(' ')
  } catch (error) {
    if (error instanceof Refusal) return `error ${error.code}`
    throw error
  }
}

/** A refusal is no wrong answer; of what is drawn here only bit tests of fractions are refused. */
const REFUSED = 'error 238'

async function ask(
  bench: Bench,
  wanted: ObjectValue,
  answer: string,
  options: object,
): Promise<string | undefined> {
  const got = await bench.ids(wanted, { sort: { _id: 1 }, ...options })
  if (got === REFUSED) count('refusals', 1)
  return got === answer || got === REFUSED ? undefined : `${show(wanted)}\n  found ${got}\n  not   ${answer}`
}

/** Everything that disagrees, with the documents it disagrees about. */
async function disagreements(
  bench: Bench,
  stored: ObjectValue[],
  filters: ObjectValue[],
  options = {},
): Promise<string> {
  const found: string[] = []
  for (const wanted of filters) {
    const difference = await ask(bench, wanted, expected(stored, wanted), options)
    if (difference !== undefined) found.push(difference)
  }
  return found.length === 0 ? '' : [...found, ...stored.map(show)].join('\n')
}

test('the hand-checked cases of filters hold for the rules and for the store, with and without an index', async () => {
  const bench = new Bench(running.db, 'filter-cases')
  for (const { source, documents, filter: wanted, finds, onlyStore } of FILTER_CASES) {
    const label = `${source}: ${show(doc(wanted))}`
    const stored = await bench.fill(documents.map((plain) => doc({ a: plain })))
    if (!onlyStore) expect(expected(stored, doc(wanted)), `the rules, ${label}`).toBe(finds)
    expect(await bench.ids(doc(wanted), { sort: { _id: 1 } }), label).toBe(finds)
    await bench.index(['a', 1])
    expect(await bench.ids(doc(wanted), { sort: { _id: 1 } }), `indexed, ${label}`).toBe(finds)
  }
})

test('filters find what the rules say, with and without an index', async () => {
  const bench = new Bench(running.db, 'filters')
  const drawn = fc.record({
    documents: fc.array(document, { minLength: 1, maxLength: 40, size: 'max' }),
    filters: fc.array(fc.oneof({ weight: 9, arbitrary: filter }, { weight: 1, arbitrary: expression }), {
      minLength: 1,
      maxLength: 30,
      size: 'max',
    }),
  })
  await forAll(drawn, 60, async ({ documents, filters }) => {
    const stored = await bench.fill(documents)
    count('filters', filters.length)
    count('documents against filters', filters.length * stored.length)
    expect(await disagreements(bench, stored, filters)).toBe('')
    for (const path of ['a', 'b', 'c', 'a.b', 'b.x']) await bench.index([path, path === 'b' ? -1 : 1])
    expect(await disagreements(bench, stored, filters), 'with indexes').toBe('')
  })
})

const RANGES = fc
  .tuple(fc.constantFrom('$gt', '$gte', '$eq'), operand, fc.constantFrom('$lt', '$lte'), operand)
  .map(
    ([low, from, high, to]): ObjectValue => (low === '$eq' ? obj([low, from]) : obj([low, from], [high, to])),
  )

test('ranges on compound indexes of both directions find what the rules say', async () => {
  const bench = new Bench(running.db, 'ranges')
  const drawn = fc.record({
    // Two arrays cannot stand in one compound index.
    documents: fc.array(
      document.map(({ fields }) => obj(...fields.filter(([name, { t }]) => name === 'a' || t !== 'array'))),
      { minLength: 1, maxLength: 40, size: 'max' },
    ),
    filters: fc.array(
      fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), RANGES), {
        minLength: 1,
        maxLength: 3,
        selector: ([name]) => name,
      }),
      { minLength: 1, maxLength: 20, size: 'max' },
    ),
  })
  await forAll(drawn, 30, async ({ documents, filters }) => {
    const stored = await bench.fill(documents)
    const wanted = filters.map((fields) => obj(...(fields as Field[])))
    count('ranges', wanted.length * 3)
    for (const hint of [
      await bench.index(['a', 1], ['b', -1], ['c', 1]),
      await bench.index(['b', -1], ['a', -1]),
      await bench.index(['c', 1], ['b', 1], ['a', -1]),
    ])
      expect(await disagreements(bench, stored, wanted, { hint }), hint).toBe('')
  })
})
