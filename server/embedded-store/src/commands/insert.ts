import { ObjectId } from 'bson'
import { decode } from '../bson/decode.ts'
import { assertStorableSize, encodeStored, withIdFirst } from '../bson/encode.ts'
import { type Doc, hasField, int } from '../bson/value.ts'
import { withTimestamps } from '../update/empty-timestamps.ts'
import { flagArgument, namespaceOf } from './arguments.ts'
import { BATCH_FIELDS, writeBatch } from './batch.ts'
import type { CommandContext, Commands, Reply } from './context.ts'
import { assertStorableId } from './records.ts'
import { statements } from './statements.ts'

export const INSERT: Commands = { insert: { handler: insert, fields: ['documents', ...BATCH_FIELDS] } }

function insert(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  const keepsEmpty = flagArgument(context, 'bypassEmptyTsReplacement', false)
  return writeBatch(context, {
    items: statements(context, 'documents'),
    apply: ({ tx }, raw, { count }) => {
      context.store.catalog.ensure(tx, ns).insert(tx, prepareInsert(raw, keepsEmpty))
      count({ n: 1 })
      return undefined
    },
    reply: ({ n }) => ({ n: int(n) }),
  })
}

/** The document as it is stored: the client's own bytes where nothing has to be added. */
function prepareInsert(raw: Buffer, keepsEmpty: boolean): { raw: Buffer; doc: Doc } {
  const sent = decode(raw)
  const doc = keepsEmpty ? sent : withTimestamps(sent)
  if (!hasField(doc, '_id')) {
    return insertion({ _id: new ObjectId(), ...doc })
  }
  assertStorableId(doc['_id'])
  assertStorableSize(raw.length, 'insert')
  return doc === sent ? { raw: withIdFirst(raw, doc), doc } : insertion(doc)
}

function insertion(doc: Doc): { raw: Buffer; doc: Doc } {
  const { _id, ...rest } = doc
  const ordered = { _id, ...rest }
  return { raw: encodeStored(ordered, 'insert'), doc: ordered }
}
