import { ObjectId } from 'bson'
import { decode } from '../bson/decode.ts'
import { assertStorableSize, encodeStored, withIdFirst } from '../bson/encode.ts'
import { type Doc, hasField, int } from '../bson/value.ts'
import { namespaceOf } from './arguments.ts'
import { BATCH_FIELDS, writeBatch } from './batch.ts'
import type { CommandContext, Commands, Reply } from './context.ts'
import { assertStorableId } from './records.ts'
import { statements } from './statements.ts'

export const INSERT: Commands = { insert: { handler: insert, fields: ['documents', ...BATCH_FIELDS] } }

function insert(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  return writeBatch(context, {
    items: statements(context, 'documents'),
    apply: ({ tx }, raw, { count }) => {
      context.store.catalog.ensure(tx, ns).insert(tx, prepareInsert(raw))
      count({ n: 1 })
      return undefined
    },
    reply: ({ n }) => ({ n: int(n) }),
  })
}

/** The document as it is stored: the client's own bytes where nothing has to be added. */
function prepareInsert(raw: Buffer): { raw: Buffer; doc: Doc } {
  const doc = decode(raw)
  if (!hasField(doc, '_id')) {
    const complete = { _id: new ObjectId(), ...doc }
    return { raw: encodeStored(complete), doc: complete }
  }
  assertStorableId(doc['_id'])
  assertStorableSize(raw.length)
  return { raw: withIdFirst(raw, doc), doc }
}
