import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Unspecified } from './rules/arithmetic.ts'
import { Bench, count, forAll, report } from './rules/bench.ts'
import { document } from './rules/generate.ts'
import { type Change, change } from './rules/generate-update.ts'
import { Refusal } from './rules/refusal.ts'
import { update } from './rules/update.ts'
import { UPDATE_CASES, UPSERT_CASES } from './rules/update-cases.ts'
import { doc, type ObjectValue, obj, show, toDriver } from './rules/values.ts'
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

interface Statement {
  filter: object
  update: object
  arrayFilters?: object[] | undefined
  upsert?: boolean
}

/** What one statement leaves of the collection. */
async function outcome(
  bench: Bench,
  { filter, update: steps, arrayFilters, upsert }: Statement,
): Promise<string> {
  const reply = await running.db.command({
    update: bench.name,
    updates: [
      {
        q: toDriver(doc(filter)),
        u: toDriver(doc(steps)),
        ...(upsert ? { upsert } : {}),
        ...(arrayFilters ? { arrayFilters: arrayFilters.map((one) => toDriver(doc(one))) } : {}),
      },
    ],
  })
  const [error] = (reply['writeErrors'] ?? []) as { code: number }[]
  if (error) return `error ${error.code}`
  const found = await bench.find(obj())
  return found instanceof Refusal ? String(found) : found.map(show).join('\n')
}

test('the hand-checked cases of updates hold for the store, and for the rules where they speak of them', async () => {
  const bench = new Bench(running.db, 'update-cases')
  for (const { source, before, update: steps, after, query, arrayFilters } of UPDATE_CASES) {
    const [stored] = await bench.fill([doc(before)])
    const label = `${source}: ${show(doc(steps))} on ${show(stored)}`
    const wanted = typeof after === 'number' ? `error ${after}` : after
    expect(await outcome(bench, { filter: { _id: 0, ...query }, update: steps, arrayFilters }), label).toBe(
      wanted,
    )
    const spoken =
      !query && !arrayFilters && !label.includes('$[e]') && !source.includes('currentDate') && after !== 34
    const filters = (arrayFilters ?? []).map(doc)
    if (spoken)
      expect(expected(stored as ObjectValue, { update: doc(steps), arrayFilters: filters }), label).toBe(
        wanted,
      )
  }
})

test('an upsert begins with what the filter says must be equal', async () => {
  const bench = new Bench(running.db, 'upserts')
  for (const { filter, update: steps, after } of UPSERT_CASES) {
    await bench.fill([])
    expect(await outcome(bench, { filter, update: steps, upsert: true }), show(doc(filter))).toBe(
      typeof after === 'number' ? `error ${after}` : after,
    )
  }
})

test('field names keep their order and mean nothing, whatever they are', async () => {
  const bench = new Bench(running.db, 'names')
  const names = ['z', '10', '9', '__proto__', '_bsontype', 'constructor', 'toString', '0', 'length', '']
  const [stored] = await bench.fill([
    obj(...names.map((name, n): [string, ReturnType<typeof doc>] => [name, doc({ 2: n, 1: n })])),
  ])
  const { fields } = stored as ObjectValue
  const lines = async (): Promise<string> => ((await bench.find(obj())) as ObjectValue[]).map(show).join('\n')
  expect(await lines()).toBe(show(stored))
  expect(
    await outcome(bench, {
      filter: { '9.1': 2 },
      update: { $set: { '_bsontype.x': 1, 11: 1 }, $unset: { 10: '' } },
    }),
  ).toBe(
    show(
      obj(
        ...fields
          .filter(([name]) => name !== '10')
          .map(([name, value]): (typeof fields)[number] =>
            name === '_bsontype'
              ? [name, obj(...(value as ObjectValue).fields, ['x', { t: 'int', n: 1n }])]
              : [name, value],
          ),
        ['11', { t: 'int', n: 1n }],
      ),
    ),
  )
  for (const filter of [
    { a: { $elemMatch: { 1: 5 } } },
    { 'a.0.1': 5 },
    { a: { $eq: [[4, 5]] } },
    { b: { 2: 1, 1: 2 } },
  ]) {
    const wanted = new Map(
      Object.entries(filter).map(([name, value]) => [
        name,
        name === 'b'
          ? new Map([
              ['2', 1],
              ['1', 2],
            ])
          : value,
      ]),
    )
    await bench.fill([
      doc({
        a: [[4, 5]],
        b: new Map([
          ['2', 1],
          ['1', 2],
        ]),
      }),
      doc({ b: { 1: 2, 2: 1 } }),
    ])
    expect(await bench.ids(doc(wanted)), JSON.stringify(filter)).toBe('0')
  }
})

test('updates leave the documents that the rules say, or the error that they say', async () => {
  const bench = new Bench(running.db, 'updates')
  const drawn = fc.array(fc.record({ document, change }), { minLength: 1, maxLength: 60, size: 'max' })
  await forAll(drawn, 80, async (cases) => {
    const stored = await bench.fill(cases.map((one) => one.document))
    const results = await bench.updateEach(cases.map((one) => one.change))
    for (const [index, result] of results.entries()) {
      const one = cases[index]?.change as Change
      const answer = expected(stored[index] as ObjectValue, one)
      if (answer === undefined) continue
      count('updates', 1)
      const got = typeof result === 'number' ? `error ${result}` : show(result)
      // A bit test of a fraction; a refusal is no wrong answer.
      if (result === 238) continue
      const filters = one.arrayFilters.map(show).join()
      expect(got, `${show(stored[index])} with ${show(one.update)} ${filters}`).toBe(answer)
    }
  })
})
