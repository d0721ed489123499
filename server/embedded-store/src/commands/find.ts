import type { Long } from 'bson'
import { encode } from '../bson/encode.ts'
import { asNumber, bsonType, type Doc, int, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { execute } from '../plan/execute.ts'
import type { Filter } from '../query/filter.ts'
import { compileProjection, type Projection } from '../query/projection.ts'
import { besideAtCursor, besideIfLong } from '../readers/beside.ts'
import {
  arrayArgument,
  countArgument,
  docArgument,
  flagArgument,
  missingField,
  namespaceOf,
  optionalDoc,
} from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { deadlineOf } from './deadline.ts'
import { filterOf, prepare, type QuerySpec, sortOf } from './query.ts'
import { sessionOf } from './sessions.ts'

export const FIND: Commands = {
  find: {
    handler: find,
    fields: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'let',
      'allowDiskUse',
      'noCursorTimeout',
      'allowPartialResults',
      'tailable',
      'awaitData',
      'returnKey',
      'showRecordId',
      'min',
      'max',
      'oplogReplay',
      'maxAwaitTimeMS',
    ],
  },
  getMore: { handler: getMore, fields: ['collection', 'batchSize'] },
  killCursors: { handler: killCursors, fields: ['cursors'] },
}

export function findSpec(context: CommandContext): QuerySpec {
  const { sort, natural } = sortOf(argument(context, 'sort'))
  return {
    filter: filterOf(argument(context, 'filter'), context.variables),
    sort,
    skip: countArgument(context, 'skip'),
    limit: countArgument(context, 'limit'),
    hint: natural ?? argument(context, 'hint'),
    deadline: deadlineOf(context),
  }
}

function find(context: CommandContext): Reply | Promise<Reply> {
  for (const option of ['tailable', 'awaitData', 'returnKey', 'showRecordId'])
    if (flagArgument(context, option, false)) throw notSupported(`find with ${option}`)
  for (const option of ['min', 'max'])
    if (Object.keys(docArgument(context, option)).length > 0) throw notSupported(`find with ${option}`)
  const { store } = context
  const ns = namespaceOf(context)
  const collection = store.catalog.find(ns)
  const spec = findSpec(context)
  const projection = projectionOf(context, spec.filter)
  const execution = collection && prepare(store, collection, spec)
  const elsewhere = execution && besideIfLong(context, execution)
  if (elsewhere !== undefined) return elsewhere
  const documents = execution ? rawDocuments(execution, projection) : [][Symbol.iterator]()
  const batchSize =
    argument(context, 'batchSize') === undefined ? undefined : countArgument(context, 'batchSize')
  const reply = store.cursors.first({
    ns,
    documents,
    batchSize,
    singleBatch: flagArgument(context, 'singleBatch', false),
    session: sessionOf(context),
  })
  spec.deadline?.lift()
  return reply
}

function projectionOf(context: CommandContext, filter: Filter): Projection | undefined {
  const spec = optionalDoc(context, 'projection')
  if (!spec || Object.keys(spec).length === 0) return undefined
  return compileProjection(spec, { variables: context.variables, style: 'find', filter })
}

/** Without a projection the stored bytes go out as they are. */
function* rawDocuments(
  execution: Parameters<typeof execute>[0],
  projection: Projection | undefined,
): Generator<Buffer, void, undefined> {
  for (const found of execute(execution)) yield projection ? encode(projection(found.doc)) : found.raw
}

function cursorId(value: Value): bigint {
  if (bsonType(value) === 'Long') return (value as Long).toBigInt()
  const number = asNumber(value)
  if (number === undefined) throw new StoreError(14, 'a cursor id must be a long')
  return BigInt(number)
}

async function getMore(context: CommandContext): Promise<Reply> {
  const collection = argument(context, 'collection')
  if (collection === undefined) throw missingField(context, 'collection')
  if (typeof collection !== 'string') throw new StoreError(14, 'getMore needs a collection')
  const id = cursorId(argument(context, 'getMore'))
  const elsewhere = await besideAtCursor(context, id)
  if (elsewhere !== undefined) return elsewhere
  return context.store.cursors.more({
    id,
    ns: `${context.database}.${collection}`,
    batchSize: countArgument(context, 'batchSize'),
  })
}

async function killCursors(context: CommandContext): Promise<Doc> {
  const ids = arrayArgument(context, 'cursors')
  const killed: Value[] = []
  const unknown: Value[] = []
  const { cursors, readers } = context.store
  for (const id of ids) {
    const cursor = cursorId(id)
    const found = cursors.kill(cursor) || (await readers?.kill(cursor))
    if (found) killed.push(id)
    else unknown.push(id)
  }
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: int(1) }
}
