import { firstLine, type Outcome, refusalIn } from '../lib/verdict.ts'
import { Entities, type MongoClient } from './entities.ts'
import { matchEvents } from './expected-events.ts'
import { match } from './match.ts'
import type { Scene } from './operations/operation.ts'
import { perform, Refused } from './operations/perform.ts'
import { type CollectionData, Mismatch, NotRunnable, type Test, type TestFile } from './schema.ts'

const LIMIT_MS = 10_000
const MAJORITY = { writeConcern: { w: 'majority' as const } }

export interface Bench {
  readonly uri: string
  /** The runner's own client: data, outcomes and the end of failpoints. */
  readonly admin: MongoClient
}

/** Runs one test from its data to its outcome; it always answers, and leaves no client and no failpoint behind. */
export async function runTest(
  file: TestFile,
  test: Test,
  { uri, admin }: Bench,
): Promise<Pick<Outcome, 'verdict' | 'reason'>> {
  const entities = new Entities(uri)
  const failPoints = new Set<string>()
  const work = async (): Promise<void> => {
    for (const data of file.initialData ?? []) await fill(admin, data)
    await entities.create(file.createEntities ?? [])
    const scene: Scene = {
      entities,
      admin,
      failPointSet: (name) => failPoints.add(name),
      perform: async (operation) => perform(operation, scene),
    }
    for (const operation of test.operations) await perform(operation, scene)
    await endFailPoints(admin, failPoints)
    for (const expected of test.expectEvents ?? [])
      matchEvents(expected, entities.get('client', expected.client).observer.events, entities)
    for (const data of test.outcome ?? []) await matchOutcome(admin, data, entities)
  }
  try {
    if (test.expectLogMessages || test.expectTracingMessages)
      throw new NotRunnable('the runner does not read log or tracing messages')
    await withinLimit(work())
    return { verdict: 'passed' }
  } catch (error) {
    return verdictOf(error)
  } finally {
    await endFailPoints(admin, failPoints)
    await withinLimit(entities.close()).catch(() => undefined)
  }
}

function verdictOf(error: unknown): Pick<Outcome, 'verdict' | 'reason'> {
  const reason = firstLine(error instanceof Error ? error.message : String(error))
  if (error instanceof NotRunnable) return { verdict: 'skipped', reason }
  if (error instanceof Refused) return { verdict: 'refused', reason }
  const refusal = refusalIn(error)
  if (refusal) return { verdict: 'refused', reason: refusal }
  return { verdict: 'wrong', reason: error instanceof Mismatch ? reason : `${nameOf(error)}: ${reason}` }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'thrown'
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Mismatch(`not done within ${LIMIT_MS / 1000} s`)), LIMIT_MS)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
    // What still hangs fails when its client is closed, and nobody waits for it any more.
    work.catch(() => undefined)
  }
}

async function fill(admin: MongoClient, data: CollectionData): Promise<void> {
  const database = admin.db(data.databaseName)
  await database.dropCollection(data.collectionName, MAJORITY)
  const { createOptions, documents } = data
  if (createOptions || documents.length === 0)
    await database.createCollection(data.collectionName, { ...createOptions, ...MAJORITY })
  if (documents.length > 0)
    await database.collection(data.collectionName).insertMany([...documents], MAJORITY)
}

async function endFailPoints(admin: MongoClient, names: Set<string>): Promise<void> {
  for (const name of names) {
    await admin
      .db('admin')
      .command({ configureFailPoint: name, mode: 'off' })
      .catch(() => undefined)
  }
  names.clear()
}

/** The whole collection by `_id`, every document exactly as expected. */
async function matchOutcome(admin: MongoClient, data: CollectionData, entities: Entities): Promise<void> {
  const { databaseName, collectionName, documents } = data
  const actual = await admin
    .db(databaseName)
    .collection(collectionName, {
      readConcern: { level: 'local' },
      readPreference: 'primary',
      promoteValues: false,
    })
    .find({}, { sort: { _id: 1 } })
    .toArray()
  const place = { path: `outcome of ${collectionName}`, root: false }
  match(documents, actual, entities, place)
}
