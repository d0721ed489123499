import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Bench, count, forAll, idsOf, report } from './rules/bench.ts'
import { compare, equal } from './rules/compare.ts'
import { document, value } from './rules/generate.ts'
import { ARRAYS_IN_ORDER, IN_ORDER } from './rules/order-cases.ts'
import { indexKeys, sortKey } from './rules/paths.ts'
import { arr, fieldOf, nil, type ObjectValue, obj, show, toDriver, type Value } from './rules/values.ts'
import { withStore } from './with-store.ts'

const running = withStore()
afterAll(() => console.log(report()))

type Way = 1 | -1

/** The documents in the order of a path, and of their places where that says nothing. */
function sorted(documents: ObjectValue[], path: string, way: Way): ObjectValue[] {
  return [...documents].sort(
    (left, right) => compare(sortKey(left, path, way), sortKey(right, path, way)) * way,
  )
}

/** Equal keys stand together in the order of `_id`, so the answer is one list of places. */
async function sortedIds(bench: Bench, path: string, way: Way, options: object = {}): Promise<string> {
  return bench.ids(obj(), {
    sort: new Map([
      [path, way],
      ['_id', 1],
    ]),
    ...options,
  })
}

function inLines(lines: Value[][]): { left: Value; right: Value; order: number }[] {
  return lines.flatMap((line, at) =>
    line.flatMap((left) =>
      lines.flatMap((other, otherAt) =>
        other.map((right) => ({ left, right, order: Math.sign(at - otherAt) })),
      ),
    ),
  )
}

test('the rules order all pairs of values as the manual does', () => {
  for (const { left, right, order } of [...inLines(IN_ORDER), ...inLines(ARRAYS_IN_ORDER)])
    expect(Math.sign(compare(left, right)), `${show(left)} and ${show(right)}`).toBe(order)
})

test('the store sorts, groups and compares by that order, with and without an index', async () => {
  const bench = new Bench(running.db, 'in-order')
  // Inserted backwards, so that the order of insertion is never the answer by chance.
  const lines = [...IN_ORDER].reverse()
  const stored = await bench.fill(lines.flat().map((one) => obj(['v', one])))
  for (const way of [1, -1] as const) {
    const wanted = idsOf(sorted(stored, 'v', way)).join(' ')
    expect(await sortedIds(bench, 'v', way)).toBe(wanted)
  }
  await bench.index(['v', 1])
  for (const way of [1, -1] as const)
    expect(await sortedIds(bench, 'v', way, { hint: 'v_1' })).toBe(idsOf(sorted(stored, 'v', way)).join(' '))
  for (const [at, line] of lines.entries()) {
    const expected = stored.filter((one) => line.some((member) => equal(fieldOf(one, 'v'), member)))
    for (const one of line) {
      const wanted = one.t === 'regex' || one.t === 'object' ? obj(['$eq', one]) : one
      expect(await bench.ids(obj(['v', wanted]), { sort: { _id: 1 } }), `${at} ${show(one)}`).toBe(
        idsOf(expected).join(' '),
      )
    }
  }
})

test('generated documents are sorted as the rules say, with and without an index', async () => {
  const bench = new Bench(running.db, 'sorted')
  const drawn = fc.array(document, { minLength: 2, maxLength: 50, size: 'max' })
  await forAll(drawn, 25, async (documents) => {
    const stored = await bench.fill(documents)
    count('documents sorted', stored.length * 12)
    for (const indexed of [false, true]) {
      for (const path of ['a', 'a.b', 'b.x.a']) {
        const hint = indexed ? { hint: await bench.index([path, 1]) } : {}
        for (const way of [1, -1] as const) {
          const wanted = sorted(stored, path, way)
          const label = `${path} ${way} ${indexed ? 'indexed' : 'scanned'}\n${wanted.map(show).join('\n')}`
          expect(await sortedIds(bench, path, way, hint), label).toBe(idsOf(wanted).join(' '))
        }
      }
    }
  })
})

/** One of each class of equal values. */
function classes(values: Value[]): Value[] {
  const found: Value[] = []
  for (const one of values) if (!found.some((other) => equal(other, one))) found.push(one)
  return found
}

test('distinct, $group and unique indexes take the same values for equal', async () => {
  const bench = new Bench(running.db, 'classes')
  await forAll(fc.array(value, { minLength: 2, maxLength: 40, size: 'max' }), 25, async (values) => {
    const stored = await bench.fill(values.map((one) => obj(['v', one])))
    count('values for equality', values.length)
    const label = stored.map(show).join('\n')
    const collection = running.db.collection(bench.name)
    const members = values.flatMap((one) => (one.t === 'array' ? one.items : [one]))
    expect(await collection.distinct('v'), label).toHaveLength(classes(members).length)
    const groups = await collection
      .aggregate<{ n: number }>([{ $group: { _id: '$v', n: { $sum: 1 } } }], { promoteValues: true })
      .toArray()
    const wanted = classes(values).map((one) => values.filter((other) => equal(one, other)).length)
    const descending = (a: number, b: number): number => b - a
    expect(groups.map(({ n }) => n).sort(descending), label).toEqual(wanted.sort(descending))
    expect(await accepted(values), label).toBe(acceptable(values))
  })
})

/** Which of the values a unique index takes, one after the other. */
async function accepted(values: Value[]): Promise<string> {
  const bench = new Bench(running.db, 'unique')
  await bench.fill([])
  await running.db.command({
    createIndexes: bench.name,
    indexes: [{ key: { v: 1 }, name: 'v_1', unique: true }],
  })
  const documents = values.map((one, index) =>
    toDriver(obj(['_id', { t: 'int', n: BigInt(index) }], ['v', one])),
  )
  await running.db.command({ insert: bench.name, ordered: false, documents })
  return bench.ids(obj(), { sort: { _id: 1 } })
}

function acceptable(values: Value[]): string {
  const taken: Value[] = []
  const places: number[] = []
  for (const [place, one] of values.entries()) {
    const keys = indexKeys(obj(['v', one]), 'v')
    if (keys.some((key) => taken.some((other) => equal(key, other)))) continue
    taken.push(...keys)
    places.push(place)
  }
  return places.join(' ')
}

test('an empty array stands below null, and an array goes by its lowest or highest element', async () => {
  const bench = new Bench(running.db, 'arrays')
  const stored = await bench.fill(
    [nil, arr(), arr(nil, { t: 'string', s: 'z' })].map((one) => obj(['v', one])),
  )
  expect(idsOf(sorted(stored, 'v', 1)).join(' ')).toBe('1 0 2')
  expect(await sortedIds(bench, 'v', 1)).toBe('1 0 2')
  expect(await sortedIds(bench, 'v', -1)).toBe('2 0 1')
})
