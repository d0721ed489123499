import fc from 'fast-check'
import type { Db } from '../with-store.ts'
import { fromRaw } from './raw.ts'
import { Refusal } from './refusal.ts'
import { fieldOf, type ObjectValue, obj, toDriver, type Value } from './values.ts'

/** Any other number draws other cases; a counterexample names the one that it was found with. */
const SEED = 20270101

const counted = new Map<string, number>()
export function count(what: string, cases: number): void {
  counted.set(what, (counted.get(what) ?? 0) + cases)
}

/** The seed and what was counted since the last report. */
export function report(): string {
  const counts = [...counted].map(([what, cases]) => `${cases} ${what}`)
  counted.clear()
  return `seed ${SEED}: ${counts.join(', ')}`
}

export async function forAll<T>(
  arbitrary: fc.Arbitrary<T>,
  numRuns: number,
  check: (drawn: T) => Promise<void>,
): Promise<void> {
  // Whoever reads a counterexample wants the smallest one, and the lines of its message rather than its structure.
  await fc.assert(fc.asyncProperty(arbitrary, check), { seed: SEED, numRuns, endOnFailure: false })
}

/** A collection that takes and gives typed values. */
export class Bench {
  readonly name: string
  private readonly db: Db

  constructor(db: Db, name: string) {
    this.db = db
    this.name = name
  }

  /** Empties it and inserts documents, which get their place in the list as `_id`. */
  async fill(documents: ObjectValue[]): Promise<ObjectValue[]> {
    await this.db.collection(this.name).drop()
    const stored = documents.map((document, index) =>
      obj(['_id', { t: 'int', n: BigInt(index) }], ...document.fields),
    )
    if (stored.length > 0) await this.db.command({ insert: this.name, documents: stored.map(toDriver) })
    return stored
  }

  async index(...keys: [string, 1 | -1][]): Promise<string> {
    const name = keys.map((key) => key.join('_')).join('_')
    await this.db.command({ createIndexes: this.name, indexes: [{ key: new Map(keys), name }] })
    return name
  }

  async find(filter: ObjectValue, options: object = {}): Promise<ObjectValue[] | Refusal> {
    try {
      const cursor = this.db
        .collection(this.name)
        .find(toDriver(filter) as object, { raw: true, batchSize: 10_000, ...options })
      return (await cursor.toArray()).map((bytes) => fromRaw(bytes as unknown as Uint8Array))
    } catch (error) {
      return refusalOf(error)
    }
  }

  async ids(filter: ObjectValue, options: object = {}): Promise<string> {
    const found = await this.find(filter, { projection: { _id: 1 }, ...options })
    return found instanceof Refusal ? `error ${found.code}` : idsOf(found).join(' ')
  }

  /** One statement for each document, and what became of each: the document or the code of the error. */
  async updateEach(
    statements: { update: ObjectValue; arrayFilters: ObjectValue[] }[],
  ): Promise<(Value | number)[]> {
    const reply = await this.db.command({
      update: this.name,
      ordered: false,
      updates: statements.map(({ update, arrayFilters }, index) => ({
        q: { _id: index },
        u: toDriver(update),
        ...(arrayFilters.length > 0 ? { arrayFilters: arrayFilters.map(toDriver) } : {}),
      })),
    })
    const errors = new Map(
      ((reply['writeErrors'] ?? []) as { index: number; code: number }[]).map(({ index, code }) => [
        index,
        code,
      ]),
    )
    const after = await this.find(obj(), { sort: { _id: 1 } })
    if (after instanceof Refusal) throw after
    return after.map((document, index) => errors.get(index) ?? document)
  }
}

export function idsOf(documents: Value[]): string[] {
  return documents.map((document) => {
    const id = fieldOf(document, '_id')
    return id?.t === 'int' ? String(id.n) : '?'
  })
}

function refusalOf(error: unknown): Refusal {
  const { code, message } = error as { code?: number; message: string }
  if (code === undefined) throw error
  return new Refusal(code, message)
}
