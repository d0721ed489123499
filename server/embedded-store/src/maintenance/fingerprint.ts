import { createHash } from 'node:crypto'
import { type Document, deserialize, EJSON } from 'bson'
import { Catalog } from '../storage/catalog.ts'
import type { Collection } from '../storage/collection.ts'
import type { Environment } from '../storage/environment.ts'
import { indexRange, readRecordId } from '../storage/keys.ts'
import { DamagedStoreError } from '../storage/lmdb-file.ts'
import { withStoppedStore } from './stopped-store.ts'

const BATCH = 500

export interface CollectionPrint {
  /** With its database: `parley.log`. */
  readonly name: string
  readonly documents: number
  readonly sha256: string
}

/**
 * Says what a store holds, whatever its file looks like: each collection's documents in the order of `_id`, a line of
 * canonical Extended JSON each, hashed. Two stores with the same prints hold the same. Nobody may serve the folder
 * meanwhile.
 * @param onDocument sees each document, its numbers and bytes as BSON's own types
 * @throws FolderInUseError, MaintenanceError, DamagedStoreError
 */
export async function fingerprintStore({
  dir,
  onDocument = () => undefined,
  onProgress = () => undefined,
}: {
  dir: string
  onDocument?: (name: string, document: Document) => void
  onProgress?: (done: number, total: number) => void
}): Promise<CollectionPrint[]> {
  return withStoppedStore(dir, (env) => {
    const collections = new Catalog(env).list().toSorted((a, b) => (a.ns < b.ns ? -1 : 1))
    const total = collections.reduce((sum, collection) => sum + collection.count(), 0)
    let done = 0
    return collections.map((collection) => {
      const hash = createHash('sha256')
      let documents = 0
      for (const raw of inOrder(env, collection)) {
        const document = deserialize(raw, { promoteValues: false, bsonRegExp: true })
        hash.update(`${EJSON.stringify(document, { relaxed: false })}\n`)
        onDocument(collection.ns, document)
        documents += 1
        done += 1
        if (done % BATCH === 0) onProgress(done, total)
      }
      return { name: collection.ns, documents, sha256: hash.digest('hex') }
    })
  })
}

/** By the index of `_id`: the numbers of the records say when each was written, which is not what they hold. */
function* inOrder(env: Environment, collection: Collection): Generator<Buffer> {
  const index = collection.indexes.find(({ name }) => name === '_id_')
  if (!index) throw new DamagedStoreError(`${collection.ns} has no index of _id; restore it from a backup`)
  let { start } = indexRange(index.id)
  const { end } = indexRange(index.id)
  for (;;) {
    const batch = env.entries({ start, end, limit: BATCH })
    for (const { value } of batch) {
      const raw = collection.get(readRecordId(value, 0))
      if (!raw) throw new DamagedStoreError(`${collection.ns} misses a document that its index names`)
      yield raw
    }
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return
    start = Buffer.concat([last.key, Buffer.of(0)])
  }
}
