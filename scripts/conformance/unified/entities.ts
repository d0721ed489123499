import { mongo } from 'mongoose'
import { Observer } from './observer.ts'
import type { MatchContext } from './place.ts'
import { plain } from './plain.ts'
import { type Document, NotRunnable } from './schema.ts'

export type MongoClient = mongo.MongoClient

export type Cursor = mongo.AbstractCursor<Document> | mongo.ChangeStream

interface Kinds {
  client: { client: MongoClient; observer: Observer }
  database: mongo.Db
  collection: mongo.Collection
  session: mongo.ClientSession
  cursor: OpenCursor
  value: unknown
}

/** A cursor is opened by its first reading, so what that read comes first. */
export interface OpenCursor {
  readonly cursor: Cursor
  first: { document: Document | null } | undefined
}

type Entity = { [Kind in keyof Kinds]: { kind: Kind; value: Kinds[Kind] } }[keyof Kinds]

/** Soon after a broken connection the driver must look again, or each failpoint costs half a second. */
const FAST = { minHeartbeatFrequencyMS: 5, heartbeatFrequencyMS: 500, serverSelectionTimeoutMS: 5000 }

/** Connecting takes a connection from the pool and gives it back, which tests that count connections do not expect. */
const NO_PING: object = { __skipPingOnConnect: true }

/** All that a test names. */
export class Entities implements MatchContext {
  readonly #byId = new Map<string, Entity>()
  readonly #uri: string

  constructor(uri: string) {
    this.#uri = uri
  }

  async create(descriptions: readonly Document[]): Promise<void> {
    for (const description of descriptions) {
      const [[kind, options] = []] = Object.entries(description)
      const make = kind === undefined ? undefined : this.#makers[kind]
      if (!make) throw new NotRunnable(`the runner has no entity "${kind ?? ''}"`)
      await make(options)
    }
  }

  readonly #makers: Readonly<Record<string, (options: Document) => Promise<void> | void>> = {
    client: (options) => this.#client(options),
    database: ({ id, client, databaseName, databaseOptions }) =>
      this.#add(id, {
        kind: 'database',
        value: this.client(client).db(databaseName, dataOptions(databaseOptions)),
      }),
    collection: ({ id, database, collectionName, collectionOptions }) =>
      this.#add(id, {
        kind: 'collection',
        value: this.get('database', database).collection(collectionName, dataOptions(collectionOptions)),
      }),
    session: ({ id, client, sessionOptions }) =>
      this.#add(id, {
        kind: 'session',
        value: this.client(client).startSession(sessionOptionsOf(sessionOptions)),
      }),
  }

  async #client(options: Document): Promise<void> {
    const { id, uriOptions = {}, serverApi, autoEncryptOpts } = options
    if (autoEncryptOpts) throw new NotRunnable('needs client-side encryption')
    const client = new mongo.MongoClient(withUriOptions(this.#uri, uriOptions), {
      ...FAST,
      monitorCommands: true,
      ...NO_PING,
      ...(serverApi && { serverApi: plain(serverApi) as mongo.ServerApi }),
    })
    this.#add(id, { kind: 'client', value: { client, observer: new Observer(client, options) } })
    await client.connect()
  }

  #add(id: string, entity: Entity): void {
    if (this.#byId.has(id)) throw new NotRunnable(`the test names two entities "${id}"`)
    this.#byId.set(id, entity)
  }

  save(id: string, kind: 'cursor', value: OpenCursor): void
  save(id: string, kind: 'value', value: unknown): void
  save(id: string, kind: 'cursor' | 'value', value: unknown): void {
    this.#add(id, { kind, value } as Entity)
  }

  kindOf(id: string): keyof Kinds | undefined {
    return this.#byId.get(id)?.kind
  }

  get<Kind extends keyof Kinds>(kind: Kind, id: string): Kinds[Kind] {
    const entity = this.#byId.get(id)
    if (entity?.kind !== kind) throw new NotRunnable(`the test has no ${kind} "${id}"`)
    return entity.value as Kinds[Kind]
  }

  client(id: string): MongoClient {
    return this.get('client', id).client
  }

  entity(id: string): unknown {
    return this.#byId.get(id)?.value
  }

  sessionId(id: string): Document | undefined {
    return this.get('session', id).id
  }

  stopObserving(): void {
    for (const entity of this.#byId.values()) if (entity.kind === 'client') entity.value.observer.stop()
  }

  /** Ends everything, whatever state the test left it in. */
  async close(): Promise<void> {
    this.stopObserving()
    const entities = [...this.#byId.values()].reverse()
    for (const entity of entities) {
      if (entity.kind === 'cursor') await entity.value.cursor.close().catch(() => undefined)
      if (entity.kind === 'session') await entity.value.endSession().catch(() => undefined)
      if (entity.kind === 'client') await entity.value.client.close(true).catch(() => undefined)
    }
  }
}

function withUriOptions(uri: string, options: Document): string {
  const [address = '', query = ''] = uri.split('?')
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(plain(options) as Document)) {
    for (const known of [...parameters.keys()])
      if (known.toLowerCase() === name.toLowerCase()) parameters.delete(known)
    parameters.append(name, String(value))
  }
  const text = parameters.toString()
  const path =
    /^mongodb(\+srv)?:\/\/[^/]+\/?/.test(address) && !/:\/\/[^/]+\//.test(address) ? `${address}/` : address
  return text ? `${path}?${text}` : path
}

function dataOptions(options: Document | undefined): mongo.DbOptions {
  const { readConcern, readPreference, writeConcern, ...others } = (plain(options ?? {}) ?? {}) as Document
  return {
    ...others,
    ...(readConcern && { readConcern }),
    ...(readPreference && { readPreference: readPreferenceOf(readPreference) }),
    ...(writeConcern && { writeConcern: writeConcernOf(writeConcern) }),
  }
}

export function readPreferenceOf({
  mode,
  tagSets,
  maxStalenessSeconds,
  hedge,
}: Document): mongo.ReadPreference {
  return new mongo.ReadPreference(mode, tagSets, {
    ...(maxStalenessSeconds !== undefined && { maxStalenessSeconds }),
    ...(hedge !== undefined && { hedge }),
  })
}

export function writeConcernOf({ w, journal, wtimeoutMS }: Document): Document {
  return {
    ...(w !== undefined && { w }),
    ...(journal !== undefined && { journal }),
    ...(wtimeoutMS !== undefined && { wtimeoutMS }),
  }
}

function sessionOptionsOf(options: Document | undefined): mongo.ClientSessionOptions {
  const { defaultTransactionOptions, ...others } = (plain(options ?? {}) ?? {}) as Document
  return {
    ...others,
    ...(defaultTransactionOptions && {
      defaultTransactionOptions: transactionOptionsOf(defaultTransactionOptions),
    }),
  }
}

export function transactionOptionsOf(options: Document): mongo.TransactionOptions {
  const { readConcern, readPreference, writeConcern, maxCommitTimeMS } = plain(options) as Document
  return {
    ...(readConcern && { readConcern }),
    ...(readPreference && { readPreference: readPreferenceOf(readPreference) }),
    ...(writeConcern && { writeConcern: writeConcernOf(writeConcern) }),
    ...(maxCommitTimeMS !== undefined && { maxCommitTimeMS }),
  }
}
