import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Unspecified } from './rules/arithmetic.ts'
import { Bench, count, forAll, report } from './rules/bench.ts'
import { Refusal } from './rules/filter.ts'
import { document } from './rules/generate.ts'
import { type Change, change } from './rules/generate-update.ts'
import { update } from './rules/update.ts'
import { type ObjectValue, show } from './rules/values.ts'
import { withStore } from './with-store.ts'

const running = withStore()
afterAll(() => console.log(report()))

function expected(stored: ObjectValue, { update: steps, arrayFilters }: Change): string | undefined {
  try {
    return show(update(stored, steps, { arrayFilters }))
  } catch (error) {
    if (error instanceof Refusal) return `error ${error.code}`
    if (error instanceof Unspecified) return undefined
    throw error
  }
}

test('updates leave the documents that the rules say, or the error that they say', async () => {
  const bench = new Bench(running.db, 'updates')
  const drawn = fc.array(fc.record({ document, change }), { minLength: 1, maxLength: 60, size: 'max' })
  await forAll(drawn, 60, async (cases) => {
    const stored = await bench.fill(cases.map((one) => one.document))
    const results = await bench.updateEach(cases.map((one) => one.change))
    for (const [index, result] of results.entries()) {
      const one = cases[index]?.change as Change
      const answer = expected(stored[index] as ObjectValue, one)
      if (answer === undefined) continue
      count('updates', 1)
      const got = typeof result === 'number' ? `error ${result}` : show(result)
      const filters = one.arrayFilters.map(show).join()
      expect(got, `${show(stored[index])} with ${show(one.update)} ${filters}`).toBe(answer)
    }
  })
})
