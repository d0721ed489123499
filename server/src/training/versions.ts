import { createHash } from 'node:crypto'
import { decodeModel, type Model as LanguageModel } from '@parley/nlp-models'
import type { Connection, mongo } from 'mongoose'
import { AppError } from '../errors.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Prediction } from './judge.ts'
import {
  type InUse,
  inUseOn,
  type VersionPart,
  type VersionRecord,
  versionPartsOn,
  versionsOn,
} from './version.ts'

/** Well under the 16 MB that a document may have. */
const PART_BYTES = 8 * 1024 * 1024
const LISTED = 50
const MOST_HISTORY = 100

/** Models with their bytes, and which of them is in use. */
export function createVersions(connection: Connection) {
  return { ...createShelf(connection), ...createPointer(connection) }
}

function createShelf(connection: Connection) {
  const versions = versionsOn(connection)
  const parts = versionPartsOn(connection)

  const putParts = async (version: string, kind: VersionPart['kind'], bytes: Buffer) => {
    for (let n = 0; n * PART_BYTES < bytes.length; n++) {
      const part: VersionPart = {
        _id: `${version}:${kind}:${n}`,
        version,
        kind,
        n,
        bytes: bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES),
      }
      await parts.replaceOne({ _id: part._id }, part, { upsert: true })
    }
  }
  const readParts = async (version: string, kind: VersionPart['kind']): Promise<Buffer> => {
    const found = await parts.find({ version, kind }).sort({ n: 1 }).lean<VersionPart[]>()
    return Buffer.concat(found.map(({ bytes }) => plainBytes(bytes)))
  }
  const find = async (id: string): Promise<VersionRecord> => {
    const record = await versions.findById(id).lean<VersionRecord>()
    if (!record) throw new AppError('not_found', { message: 'There is no such version.' })
    return record
  }

  return {
    find,
    exists: async (id: string): Promise<boolean> => (await versions.exists({ _id: id })) !== null,
    list: async (): Promise<VersionRecord[]> =>
      await versions
        .find({}, { detail: 0, labelIds: 0 })
        .sort({ madeAt: -1 })
        .limit(LISTED)
        .lean<VersionRecord[]>(),

    /** The document comes last: a version that can be found is whole. The same version again changes nothing. */
    async save(record: VersionRecord, bytes: Uint8Array, predictions: readonly Prediction[]): Promise<void> {
      if (await versions.exists({ _id: record._id })) return
      await putParts(record._id, 'model', Buffer.from(bytes))
      await putParts(record._id, 'predictions', Buffer.from(JSON.stringify(predictions)))
      try {
        await versions.create(record)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    /** Clears away what trainings left that died before they were done. */
    async clearUnfinished(except: readonly string[]): Promise<void> {
      const known = await versions.find({}, { _id: 1 }).lean<{ _id: string }[]>()
      await parts.deleteMany(ownFilter({ version: { $nin: [...known.map(({ _id }) => _id), ...except] } }))
    },

    /** @throws AppError `not_found` | `model_damaged` */
    async load(id: string): Promise<LanguageModel> {
      const { checksum } = await find(id)
      const bytes = await readParts(id, 'model')
      if (createHash('sha256').update(bytes).digest('hex') !== checksum) throw new AppError('model_damaged')
      try {
        return decodeModel(bytes)
      } catch (cause) {
        throw new AppError('model_damaged', { cause })
      }
    },

    predictions: async (id: string): Promise<Prediction[]> => {
      const bytes = await readParts(id, 'predictions')
      return bytes.length === 0 ? [] : (JSON.parse(bytes.toString('utf8')) as Prediction[])
    },
  }
}
/** Which version is in use, for every process. */
function createPointer(connection: Connection) {
  const pointer = inUseOn(connection)
  const read = async (): Promise<InUse | undefined> =>
    (await pointer.findById('in_use').lean<InUse>()) ?? undefined
  return {
    inUse: read,

    /**
     * Makes a version the one in use everywhere. Using what is in use already changes nothing.
     * @param before what is in use as long as nobody chose
     * @throws AppError `changed_meanwhile` when somebody else chose in the same moment
     */
    async use(change: {
      version: string
      before: string | undefined
      by: string
      at: Date
      note?: string | undefined
    }): Promise<void> {
      const { version, by, at, note } = change
      const now = await read()
      const current = now?.version ?? change.before
      if (current === version) return
      const next: InUse = {
        _id: 'in_use',
        rev: (now?.rev ?? 0) + 1,
        version,
        ...(current ? { former: current } : {}),
        history: [...(now?.history ?? []), { version, by, at, ...(note ? { note } : {}) }].slice(
          -MOST_HISTORY,
        ),
      }
      const won = now
        ? (await pointer.replaceOne({ _id: 'in_use', rev: now.rev }, next)).matchedCount === 1
        : await pointer.create(next).then(
            () => true,
            (error: unknown) => {
              if (isDuplicateKey(error)) return false
              throw error
            },
          )
      if (!won) throw new AppError('changed_meanwhile')
    },
  }
}

export type Versions = ReturnType<typeof createVersions>

/** Lean reads bring the driver's Binary, documents bring a Buffer. */
function plainBytes(bytes: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer.subarray(0, bytes.position))
}
