import { asNumber, type Doc, integer } from '../bson/value.ts'
import { namespaceOf, refuseCollation } from './arguments.ts'
import { BATCH_FIELDS, type Counting, writeBatch } from './batch.ts'
import type { CommandContext, Commands, Reply } from './context.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import { filterOf } from './query.ts'
import type { Pause, Slice } from './slices.ts'
import { DELETE_SHAPE, parsedStatements } from './statements.ts'
import { eachTarget } from './targets.ts'

export const DELETE: Commands = { delete: { handler: remove, fields: ['deletes', ...BATCH_FIELDS] } }

async function remove(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  const deadline = deadlineOf(context)
  return writeBatch(context, {
    items: parsedStatements(context, 'deletes', DELETE_SHAPE),
    apply: (slice, statement, counting) => runDelete(slice, { context, ns, statement, deadline }, counting),
    reply: ({ n }) => ({ n: integer(n) }),
  })
}

function* runDelete(
  slice: Slice,
  {
    context,
    ns,
    statement,
    deadline,
  }: { context: CommandContext; ns: string; statement: Doc; deadline: Deadline | undefined },
  { count }: Counting,
): Generator<Pause, void, void> {
  const { q, hint, collation } = statement
  refuseCollation(collation)
  const limit = asNumber(statement['limit']) ?? 0
  const spec = { filter: filterOf(q, context.variables), limit, hint, deadline }
  yield* eachTarget(slice, { context, ns, spec, source: { filter: q, hint } }, (tx, collection, record) => {
    collection.remove(tx, record.recordId, record.doc)
    count({ n: 1 })
  })
}
