import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomFillSync } from 'node:crypto'
import { type Connection, type Model, type mongo, Schema } from 'mongoose'
import { storeDate } from './clock.ts'
import { durable, isDuplicateKey, schemaOptions } from './mongo.ts'
import { ownFilter } from './own-filter.ts'
import { createRecentMap } from './recent-map.ts'

const VERSION = 1
const VERSION_BYTE = Buffer.of(VERSION)
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES
const KEYS_IN_MEMORY = 5000
// Another process learns this late that a key was destroyed.
const KEY_MEMORY_MS = 60_000

type SealingFault =
  /** The person was forgotten: what was sealed for them cannot be read by anyone any more. */
  | 'key_gone'
  /** The sealed bytes were changed, cut, or belong to another person. */
  | 'tampered'
  /** The person's key was wrapped by another master key. */
  | 'wrong_master_key'

export class SealingError extends Error {
  override readonly name = 'SealingError'
  readonly code: SealingFault

  constructor(code: SealingFault, options?: ErrorOptions) {
    super(`sealed text cannot be used: ${code}`, options)
    this.code = code
  }
}

export interface Sealer {
  /**
   * Seals a text so that only this install can read it, and only until the person is forgotten.
   *
   * @throws SealingError `key_gone` for a person who was forgotten: who comes back is a new person
   */
  seal: (person: string, text: string) => Promise<Buffer>
  /** @throws SealingError */
  open: (person: string, sealed: Uint8Array | mongo.Binary) => Promise<string>
  /** Seals what is not text. @throws SealingError `key_gone` */
  sealBytes: (person: string, bytes: Uint8Array) => Promise<Buffer>
  /** @throws SealingError */
  openBytes: (person: string, sealed: Uint8Array | mongo.Binary) => Promise<Buffer>
  /**
   * The same mark for the same text, and nobody without the master key can tell from it which text it was: for finding
   * what is alike without reading it.
   */
  mark: (text: string) => number
  /** Destroys the person's key, at once here and within a minute in other processes. */
  forget: (person: string) => Promise<void>
  /** Removes the keys of persons of whom nothing sealed is left. */
  discard: (persons: readonly string[]) => Promise<void>
}

interface PersonKey {
  _id: string
  /** Absent once the person was forgotten: the row stays, so that no second key is ever made. */
  wrapped?: Buffer
  createdAt: Date
  forgottenAt?: Date
}

const personKeySchema = new Schema<PersonKey>(
  {
    _id: { type: String, required: true },
    wrapped: Buffer,
    createdAt: { type: Date, required: true },
    forgottenAt: Date,
  },
  { ...schemaOptions, collection: 'person_keys', writeConcern: durable },
)

/** Makes the sealer of an install: one random key a person, each wrapped by the master key. */
export function createSealer({
  connection,
  masterKey,
}: {
  connection: Connection
  masterKey: Buffer
}): Sealer {
  const keys: Model<PersonKey> = connection.model<PersonKey>('PersonKey', personKeySchema)
  const recent = createRecentMap<Promise<Buffer>>({ size: KEYS_IN_MEMORY, ageMs: KEY_MEMORY_MS })

  /** Concurrent callers share one lookup; a failed one is not remembered. */
  function keyOf(person: string, find: (person: string) => Promise<Buffer>): Promise<Buffer> {
    const known = recent.get(person)
    if (known !== undefined) return known
    const key = find(person)
    recent.set(person, key)
    key.catch(() => recent.delete(person))
    return key
  }

  async function findKey(person: string): Promise<Buffer> {
    const row = await keys.findById(person).lean()
    if (!row?.wrapped) throw new SealingError('key_gone')
    return unwrap(person, row.wrapped, masterKey)
  }

  async function findOrMakeKey(person: string): Promise<Buffer> {
    const row = await keys.findById(person).lean()
    if (row) return row.wrapped ? unwrap(person, row.wrapped, masterKey) : findKey(person)
    const key = randomBytes(32)
    try {
      await keys.create({
        _id: person,
        wrapped: encrypt(person, key, masterKey),
        createdAt: storeDate(connection),
      })
      return key
    } catch (error) {
      // Another process sealed for this person first: its key is the key.
      if (isDuplicateKey(error)) return findKey(person)
      throw error
    }
  }

  /** What was sealed here a moment ago is mostly shown at once: while those very bytes are at hand, so is their text. */
  const texts = new WeakMap<object, { person: string; text: string }>()

  async function seal(person: string, text: string): Promise<Buffer> {
    const sealed = encrypt(person, Buffer.from(text, 'utf8'), await keyOf(person, findOrMakeKey))
    texts.set(sealed, { person, text })
    return sealed
  }

  async function open(person: string, sealed: Uint8Array | mongo.Binary): Promise<string> {
    // Also for a text at hand: of somebody who was forgotten nothing is shown any more.
    const key = await keyOf(person, findKey)
    const known = texts.get(sealed)
    return known?.person === person ? known.text : decrypt(person, asBuffer(sealed), key).toString('utf8')
  }

  const markKey = createHmac('sha256', masterKey).update('parley marks of words').digest()
  return {
    mark: (text) => createHmac('sha256', markKey).update(text).digest().readInt32LE(0),
    seal,
    open,
    sealBytes: async (person, bytes) => encrypt(person, bytes, await keyOf(person, findOrMakeKey)),
    openBytes: async (person, sealed) => decrypt(person, asBuffer(sealed), await keyOf(person, findKey)),
    forget: async (person) => {
      recent.delete(person)
      const now = storeDate(connection)
      await keys.updateOne(
        { _id: person },
        { $unset: { wrapped: 1 }, $set: { forgottenAt: now }, $setOnInsert: { createdAt: now } },
        { upsert: true, writeConcern: durable },
      )
      recent.delete(person)
    },
    discard: async (persons) => {
      for (const person of persons) recent.delete(person)
      await keys.deleteMany(ownFilter({ _id: { $in: [...persons] } }), { writeConcern: durable })
    },
  }
}

/** Whether the key of a person, as the store holds it, was wrapped by this master key. */
export function isWrappedBy(masterKey: Buffer, person: string, wrapped: Uint8Array | mongo.Binary): boolean {
  try {
    unwrap(person, asBuffer(wrapped), masterKey)
    return true
  } catch {
    return false
  }
}

function unwrap(person: string, wrapped: Uint8Array | mongo.Binary, masterKey: Buffer): Buffer {
  try {
    return decrypt(person, asBuffer(wrapped), masterKey)
  } catch (cause) {
    throw new SealingError('wrong_master_key', { cause })
  }
}

/** version 1 | nonce 12 | tag 16 | ciphertext; the person is authenticated with it, so texts cannot be swapped. */
function encrypt(person: string, plain: Uint8Array, key: Buffer): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(person, 'utf8'))
  const ciphertext = cipher.update(plain)
  // A counter mode keeps nothing back: what ends it is the tag alone.
  cipher.final()
  return Buffer.concat([VERSION_BYTE, nonce, cipher.getAuthTag(), ciphertext])
}

const nonces = Buffer.alloc(NONCE_BYTES * 256)
let nextAt = nonces.length

/** Random bytes of the system, asked for 256 at a time: asking costs more than they do. */
function nextNonce(): Buffer {
  if (nextAt === nonces.length) {
    randomFillSync(nonces)
    nextAt = 0
  }
  // Read before the pool is filled anew: who gets it uses it up at once.
  const nonce = nonces.subarray(nextAt, nextAt + NONCE_BYTES)
  nextAt += NONCE_BYTES
  return nonce
}

function decrypt(person: string, sealed: Buffer, key: Buffer): Buffer {
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) throw new SealingError('tampered')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(person, 'utf8'))
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES))
  try {
    const plain = decipher.update(sealed.subarray(HEADER_BYTES))
    decipher.final()
    return plain
  } catch (cause) {
    throw new SealingError('tampered', { cause })
  }
}

/** Lean reads bring the driver's Binary, documents bring a Buffer. */
function asBuffer(bytes: Uint8Array | mongo.Binary): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes
  if (bytes instanceof Uint8Array) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { buffer, position } = bytes
  return Buffer.from(buffer.buffer, buffer.byteOffset, position)
}
