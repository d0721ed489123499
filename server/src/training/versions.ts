import { createHash } from 'node:crypto'
import { decodeModel, type Model as LanguageModel } from '@parley/nlp-models'
import type { Connection, mongo } from 'mongoose'
import { AppError, toAppError } from '../errors.ts'
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
  /** @throws AppError `not_found` | `model_damaged` */
  const load = async (id: string): Promise<LanguageModel> => {
    const { checksum } = await find(id)
    try {
      const bytes = await readParts(id, 'model')
      const model = decodeModel(bytes)
      // A version's name follows from its content: bytes of another one are damage too.
      if (model.version === id && createHash('sha256').update(bytes).digest('hex') === checksum) return model
    } catch (cause) {
      throw damage(cause)
    }
    throw new AppError('model_damaged')
  }
  const predictions = async (id: string): Promise<Prediction[]> => {
    try {
      return JSON.parse((await readParts(id, 'predictions')).toString('utf8')) as Prediction[]
    } catch (cause) {
      throw damage(cause)
    }
  }
  const whole = async (id: string): Promise<boolean> => {
    if (!(await versions.exists({ _id: id }))) return false
    try {
      await load(id)
      await predictions(id)
      return true
    } catch (error) {
      if (error instanceof AppError && error.code === 'model_damaged') return false
      throw error
    }
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

    /**
     * The document comes last: a version that can be found is whole. The same version again changes nothing, unless
     * its bytes were damaged: then it is mended.
     */
    async save(record: VersionRecord, bytes: Uint8Array, predictions: readonly Prediction[]): Promise<void> {
      if (await whole(record._id)) return
      await putParts(record._id, 'model', Buffer.from(bytes))
      await putParts(record._id, 'predictions', Buffer.from(JSON.stringify(predictions)))
      await versions.replaceOne({ _id: record._id }, record, { upsert: true })
    },

    /** Clears away what trainings left that died before they were done. */
    async clearUnfinished(except: readonly string[]): Promise<void> {
      const known = await versions.find({}, { _id: 1 }).lean<{ _id: string }[]>()
      await parts.deleteMany(ownFilter({ version: { $nin: [...known.map(({ _id }) => _id), ...except] } }))
    },

    load,

    /** @throws AppError `model_damaged` */
    predictions,
  }
}
/** Which version is in use, for every process. */
function createPointer(connection: Connection) {
  const pointer = inUseOn(connection)
  const read = async (): Promise<InUse | undefined> =>
    (await pointer.findById('in_use').lean<InUse>()) ?? undefined
  /** False when somebody else was faster. */
  const replace = async (now: InUse | undefined, next: InUse): Promise<boolean> => {
    if (now) return (await pointer.replaceOne({ _id: 'in_use', rev: now.rev }, next)).matchedCount === 1
    try {
      await pointer.create(next)
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
  return {
    inUse: read,

    /**
     * Makes a version the one in use everywhere. Using what is in use already changes nothing.
     * @param before what is in use as long as nobody chose
     * @param seen what was in use for whoever chose
     * @throws AppError `changed_meanwhile` when somebody else chose in the same moment, or since they looked
     */
    async use(change: Choice): Promise<void> {
      const now = await read()
      const next = chosen(now, change)
      if (!next || (await replace(now, next))) return
      // Two who choose the same in the same moment agree.
      if ((await read())?.version !== change.version) throw new AppError('changed_meanwhile')
    },
  }
}

interface Choice {
  version: string
  before: string | undefined
  seen?: string | undefined
  by: string
  at: Date
  note?: string | undefined
  /** Somebody went back to it. */
  back?: boolean | undefined
}

/** Nothing when the version is in use already. @throws AppError `changed_meanwhile` */
function chosen(
  now: InUse | undefined,
  { version, before, seen, by, at, note, back }: Choice,
): InUse | undefined {
  const former = now?.version ?? before
  if (former === version) return undefined
  if (seen !== undefined && seen !== former) throw new AppError('changed_meanwhile')
  const made = { version, by, at, ...(note ? { note } : {}), ...(back ? { back: true as const } : {}) }
  return {
    _id: 'in_use',
    rev: (now?.rev ?? 0) + 1,
    version,
    ...(former ? { former } : {}),
    history: [...(now?.history ?? []), made].slice(-MOST_HISTORY),
  }
}

export type Versions = ReturnType<typeof createVersions>

/** Lean reads bring the driver's Binary, documents bring a Buffer. */
function plainBytes(bytes: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer.subarray(0, bytes.position))
}

/** What cannot be read as what was written is damaged; a store that is away is not. */
function damage(cause: unknown): AppError {
  const known = toAppError(cause)
  return known.code === 'internal' || known.code === 'invalid_request'
    ? new AppError('model_damaged', { cause })
    : known
}
