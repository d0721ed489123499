import { Binary } from 'bson'
import { encode } from '../bson/encode.ts'
import {
  asNumber,
  type Doc,
  double,
  int,
  integer,
  isArray,
  isDoc,
  isNullish,
  type Value,
} from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import type { Collection } from '../storage/collection.ts'
import { describeIndex, type Index, sameKeyPattern } from '../storage/index-definition.ts'
import { docArgument, existingCollection, flagArgument, missingField, namespaceOf } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { writeOnce } from './sessions.ts'

export const ADMIN: Commands = {
  create: {
    handler: create,
    fields: [
      'capped',
      'size',
      'max',
      'validator',
      'validationLevel',
      'validationAction',
      'viewOn',
      'pipeline',
      'timeseries',
      'expireAfterSeconds',
      'clusteredIndex',
      'changeStreamPreAndPostImages',
      'indexOptionDefaults',
      'storageEngine',
      'encryptedFields',
      'autoIndexId',
      'idIndex',
    ],
  },
  drop: { handler: drop, fields: [] },
  dropDatabase: { handler: dropDatabase, fields: [] },
  listCollections: {
    handler: listCollections,
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  },
  listDatabases: {
    handler: listDatabases,
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    adminOnly: true,
  },
  listIndexes: { handler: listIndexes, fields: ['cursor'] },
  dropIndexes: { handler: dropIndexes, fields: ['index'] },
  deleteIndexes: { handler: dropIndexes, fields: ['index'] },
  collStats: { handler: collStats, fields: ['scale'] },
  collstats: { handler: collStats, fields: ['scale'] },
  dbStats: { handler: dbStats, fields: ['scale', 'freeStorage'] },
  dbstats: { handler: dbStats, fields: ['scale', 'freeStorage'] },
}

async function create(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  for (const field of Object.keys(context.body)) {
    if (
      [
        'capped',
        'viewOn',
        'timeseries',
        'clusteredIndex',
        'validator',
        'expireAfterSeconds',
        'encryptedFields',
      ].includes(field) &&
      !isNullish(context.body[field]) &&
      context.body[field] !== false
    ) {
      throw notSupported(`create with ${field}`)
    }
  }
  if (docArgument(context, 'changeStreamPreAndPostImages')['enabled'] === true)
    throw notSupported('create with changeStreamPreAndPostImages')
  return writeOnce(context, (tx) => {
    // MongoDB takes a repeated create with the same options as done.
    if (!context.store.catalog.find(ns)) context.store.catalog.create(tx, ns, {})
    return { ok: double(1) }
  })
}

async function drop(context: CommandContext): Promise<Reply> {
  return writeOnce(context, (tx) => {
    const collection = context.store.catalog.find(namespaceOf(context))
    if (!collection) return { ok: double(1) }
    const count = collection.indexes.length
    context.store.catalog.drop(tx, collection)
    return { nIndexesWas: int(count), ns: collection.ns, ok: double(1) }
  })
}

async function dropDatabase(context: CommandContext): Promise<Reply> {
  return writeOnce(context, (tx) => {
    for (const collection of context.store.catalog.list(context.database))
      context.store.catalog.drop(tx, collection)
    return { dropped: context.database, ok: double(1) }
  })
}

function cursorReply(context: CommandContext, ns: string, docs: readonly Doc[]): Reply {
  return context.store.cursors.first({
    ns,
    documents: docs.map(encode)[Symbol.iterator](),
    batchSize: docs.length + 1,
    singleBatch: true,
    session: undefined,
  })
}

function listCollections(context: CommandContext): Reply {
  const filter = compileFilter(docArgument(context, 'filter'), context.variables)
  const docs = context.store.catalog.list(context.database).map((collection): Doc => {
    const idIndex = collection.indexes[0]
    return {
      name: collection.name,
      type: 'collection',
      options: collection.options,
      info: {
        readOnly: false,
        uuid: new Binary(Buffer.from(collection.uuid.replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID),
      },
      idIndex: idIndex ? describeIndex(idIndex) : {},
    }
  })
  const found = docs.filter((doc) => matches(filter, doc))
  const nameOnly = flagArgument(context, 'nameOnly', false)
  return cursorReply(
    context,
    `${context.database}.$cmd.listCollections`,
    nameOnly ? found.map(({ name, type }) => ({ name, type })) : found,
  )
}

function listDatabases(context: CommandContext): Doc {
  const filter = compileFilter(docArgument(context, 'filter'), context.variables)
  const names = [...new Set(context.store.catalog.list().map(({ database }) => database))].sort()
  const databases = names
    .map((name): Doc => ({ name, sizeOnDisk: integer(0), empty: false }))
    .filter((doc) => matches(filter, doc))
  if (flagArgument(context, 'nameOnly', false))
    return { databases: databases.map(({ name }) => ({ name })), ok: double(1) }
  return { databases, totalSize: integer(0), totalSizeMb: integer(0), ok: double(1) }
}

function listIndexes(context: CommandContext): Reply {
  const collection = existingCollection(context)
  return cursorReply(context, collection.ns, collection.indexes.map(describeIndex))
}

async function dropIndexes(context: CommandContext): Promise<Reply> {
  return writeOnce(context, (tx) => {
    const collection = context.store.catalog.find(namespaceOf(context))
    if (!collection) throw new StoreError(26, `ns not found ${namespaceOf(context)}`)
    const before = collection.indexes.length
    const wanted = argument(context, 'index')
    if (wanted === undefined) throw missingField(context, 'index')
    for (const index of wantedIndexes(collection, wanted))
      context.store.catalog.dropIndex(tx, collection, index)
    const message: Doc = wanted === '*' ? { msg: 'non-_id indexes dropped for collection' } : {}
    return { nIndexesWas: int(before), ...message, ok: double(1) }
  })
}

function wantedIndexes(collection: Collection, wanted: Value): readonly Index[] {
  if (wanted === '*') return collection.indexes.filter(({ name }) => name !== '_id_')
  const list = isArray(wanted) ? wanted : [wanted]
  return list.map((item) => {
    const index = collection.indexes.find((candidate) =>
      isDoc(item) ? sameKeyPattern(candidate.keyPattern, item) : candidate.name === item,
    )
    if (!index)
      throw new StoreError(
        27,
        isDoc(item)
          ? `can't find index with key: ${shown(item)}`
          : `index not found with name [${String(item)}]`,
      )
    if (index.name === '_id_') throw new StoreError(72, 'cannot drop _id index')
    return index
  })
}

function shown(keyPattern: Doc): string {
  const fields = Object.entries(keyPattern).map(
    ([path, value]) => `${path}: ${asNumber(value) ?? String(value)}`,
  )
  return `{ ${fields.join(', ')} }`
}

function collStats(context: CommandContext): Doc {
  const ns = namespaceOf(context)
  const collection = context.store.catalog.find(ns)
  const names = collection?.indexes.map(({ name }) => name) ?? []
  return {
    ns,
    count: integer(collection?.count() ?? 0),
    nindexes: int(names.length),
    indexNames: names,
    ok: double(1),
  }
}

function dbStats(context: CommandContext): Doc {
  const collections = context.store.catalog.list(context.database)
  const { pageSize, lastPageNumber } = context.store.env.stats()
  const disk = context.store.env.disk()
  return {
    db: context.database,
    collections: int(collections.length),
    objects: integer(collections.reduce((sum, collection) => sum + collection.count(), 0)),
    indexes: int(collections.reduce((sum, { indexes }) => sum + indexes.length, 0)),
    storageSize: double(pageSize * (lastPageNumber + 1)),
    fsUsedSize: double(disk.total - disk.free),
    fsTotalSize: double(disk.total),
    ok: double(1),
  }
}
