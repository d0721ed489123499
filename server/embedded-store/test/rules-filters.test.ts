import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Bench, count, forAll, idsOf, report } from './rules/bench.ts'
import { matches, Refusal } from './rules/filter.ts'
import { document, expression, filter } from './rules/generate.ts'
import { type ObjectValue, show } from './rules/values.ts'
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

function explain(documents: ObjectValue[], wanted: ObjectValue): string {
  return [show(wanted), ...documents.map(show)].join('\n')
}

test('filters find what the rules say, with and without an index', async () => {
  const bench = new Bench(running.db, 'filters')
  const drawn = fc.record({
    documents: fc.array(document, { minLength: 1, maxLength: 40 }),
    filters: fc.array(fc.oneof({ weight: 9, arbitrary: filter }, { weight: 1, arbitrary: expression }), {
      minLength: 1,
      maxLength: 30,
    }),
  })
  await forAll(drawn, 60, async ({ documents, filters }) => {
    const stored = await bench.fill(documents)
    const answers = filters.map((wanted) => expected(stored, wanted))
    count('filters', filters.length)
    count('documents against filters', filters.length * stored.length)
    for (const [index, wanted] of filters.entries())
      expect(await bench.ids(wanted, { sort: { _id: 1 } }), explain(stored, wanted)).toBe(answers[index])
    for (const path of ['a', 'b', 'c', 'a.b', 'b.x']) await bench.index([path, path === 'b' ? -1 : 1])
    for (const [index, wanted] of filters.entries())
      expect(await bench.ids(wanted, { sort: { _id: 1 } }), `indexed ${explain(stored, wanted)}`).toBe(
        answers[index],
      )
  })
})
