import { decode } from '../bson/decode.ts'
import { hasField } from '../bson/value.ts'
import { Catalog } from '../storage/catalog.ts'
import type { Collection } from '../storage/collection.ts'
import type { Environment } from '../storage/environment.ts'
import { isCurrentFormat } from '../storage/format.ts'
import type { Index } from '../storage/index-definition.ts'
import { indexRange, recordIdOfKey, recordRange } from '../storage/keys.ts'
import { orphans } from './orphans.ts'
import { withStoppedStore } from './stopped-store.ts'

const BATCH = 500
const MAX_PROBLEMS = 100

export interface Verification {
  readonly collections: number
  readonly documents: number
  readonly indexEntries: number
  /** Sentences, the first hundred. */
  readonly problems: readonly string[]
  readonly problemCount: number
}

/**
 * Reads everything and compares: documents can be read, each has exactly the index entries that it must have, and the
 * stored numbers are right. Nobody may serve the folder meanwhile.
 * @throws FolderInUseError, MaintenanceError, DamagedStoreError
 */
export async function verifyStore({
  dir,
  onProgress = () => undefined,
}: {
  dir: string
  onProgress?: (done: number, total: number) => void
}): Promise<Verification> {
  return withStoppedStore(dir, (env) => verifyEnvironment(env, onProgress))
}

class Findings {
  readonly problems: string[] = []
  count = 0

  add(problem: string): void {
    this.count += 1
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem)
  }
}

function verifyEnvironment(
  env: Environment,
  onProgress: (done: number, total: number) => void,
): Verification {
  const findings = new Findings()
  if (!isCurrentFormat(env))
    findings.add('the file is of another version of the store; start it once to update it')
  const collections = new Catalog(env).list()
  const total = collections.reduce((sum, collection) => sum + collection.count(), 0)
  let documents = 0
  let indexEntries = 0
  for (const collection of collections) {
    const check = { env, collection, findings }
    const found = verifyRecords(check, (count) => onProgress(documents + count, total))
    documents += found.documents
    if (found.documents !== collection.count())
      findings.add(
        `${collection.ns}: it has ${found.documents} documents, and ${collection.count()} are noted`,
      )
    for (const index of collection.indexes)
      indexEntries += verifyCount(check, index, found.entries.get(index) ?? 0)
  }
  for (const orphan of orphans(env, collections)) findings.add(orphan)
  return {
    collections: collections.length,
    documents,
    indexEntries,
    problems: findings.problems,
    problemCount: findings.count,
  }
}

interface Check {
  readonly env: Environment
  readonly collection: Collection
  readonly findings: Findings
}

function verifyRecords(
  check: Check,
  onProgress: (documents: number) => void,
): { documents: number; entries: Map<Index, number> } {
  const { env, collection } = check
  const entries = new Map<Index, number>()
  let { start } = recordRange(collection.id)
  const { end } = recordRange(collection.id)
  let documents = 0
  for (;;) {
    const batch = env.entries({ start, end, limit: BATCH })
    for (const { key, value } of batch)
      verifyRecord(check, { recordId: recordIdOfKey(key), raw: value }, entries)
    documents += batch.length
    onProgress(documents)
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return { documents, entries }
    start = Buffer.concat([last.key, Buffer.of(0)])
  }
}

function verifyRecord(
  { env, collection, findings }: Check,
  { recordId, raw }: { recordId: number; raw: Buffer },
  entries: Map<Index, number>,
): void {
  try {
    const doc = decode(raw)
    if (!hasField(doc, '_id')) findings.add(`${collection.ns}: document ${recordId} has no _id`)
    for (const index of collection.indexes) {
      const expected = collection.expectedEntries(index, doc, recordId)
      entries.set(index, (entries.get(index) ?? 0) + expected.length)
      if (index.building) continue
      for (const { key, value } of expected)
        if (!env.get(key)?.equals(value))
          findings.add(`${collection.ns}: document ${recordId} is missing in the index ${index.name}`)
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    findings.add(`${collection.ns}: document ${recordId} cannot be read (${reason})`)
  }
}

function verifyCount({ env, collection, findings }: Check, index: Index, expected: number): number {
  const { start, end } = indexRange(index.id)
  // A damaged file may have no end.
  const stored = env.countKeys(start, end, 2 * expected + BATCH)
  if (stored !== expected && !index.building)
    findings.add(`${collection.ns}: the index ${index.name} has ${stored} entries instead of ${expected}`)
  return stored
}
