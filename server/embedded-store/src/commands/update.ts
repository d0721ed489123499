import { type Doc, int, integer, isTruthy, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { applyUpdate } from '../update/apply.ts'
import { compileUpdate, type UpdateProgram } from '../update/compile.ts'
import { upsertDocument } from '../update/upsert.ts'
import { flagArgument, namespaceOf, refuseCollation } from './arguments.ts'
import { BATCH_FIELDS, type Counting, writeBatch } from './batch.ts'
import type { CommandContext, Commands, Reply } from './context.ts'
import { type Deadline, deadlineOf } from './deadline.ts'
import { filterOf } from './query.ts'
import { changeRecord, insertDocument } from './records.ts'
import type { Pause, Slice } from './slices.ts'
import { parsedStatements, UPDATE_SHAPE } from './statements.ts'
import { eachTarget } from './targets.ts'

export const UPDATE: Commands = { update: { handler: update, fields: ['updates', ...BATCH_FIELDS] } }

interface Statement {
  readonly q: Value
  readonly program: UpdateProgram
  readonly upsert: boolean
  readonly multi: boolean
  readonly hint: Value
  readonly deadline: Deadline | undefined
}

async function update(context: CommandContext): Promise<Reply> {
  const ns = namespaceOf(context)
  const deadline = deadlineOf(context)
  return writeBatch(context, {
    items: parsedStatements(context, 'updates', UPDATE_SHAPE),
    apply: (slice, source, counting) =>
      runUpdate(
        slice,
        { context, ns, statement: { ...parseStatement(source, context), deadline } },
        counting,
      ),
    reply: ({ n, modified, upserted }) => ({
      n: integer(n),
      nModified: integer(modified),
      ...(upserted.length > 0 && { upserted }),
    }),
  })
}

function parseStatement(statement: Doc, context: CommandContext): Omit<Statement, 'deadline'> {
  if (statement['c'] !== undefined) throw notSupported('an update with constants')
  refuseCollation(statement['collation'])
  const program = compileUpdate({
    update: statement['u'],
    arrayFilters: statement['arrayFilters'],
    variables: context.variables,
    keepsEmptyTimestamps: flagArgument(context, 'bypassEmptyTsReplacement', false),
  })
  const multi = isTruthy(statement['multi'])
  if (multi && program.kind === 'replace')
    throw new StoreError(9, 'multi update is not supported for replacement-style update')
  return { q: statement['q'], program, upsert: isTruthy(statement['upsert']), multi, hint: statement['hint'] }
}

function* runUpdate(
  slice: Slice,
  { context, ns, statement }: { context: CommandContext; ns: string; statement: Statement },
  { count, index }: Counting,
): Generator<Pause, void, void> {
  const { program, upsert, multi, q, hint, deadline } = statement
  const filter = filterOf(q, context.variables)
  const spec = { filter, limit: multi ? 0 : 1, hint, deadline }
  const found = yield* eachTarget(
    slice,
    { context, ns, spec, source: { filter: q, hint } },
    (tx, collection, record) => {
      const after = applyUpdate(program, { before: record.doc, filter, inserting: false })
      const changed = changeRecord(tx, { collection, record, after, program })
      count({ n: 1, modified: changed ? 1 : 0 })
    },
  )
  if (found > 0 || !upsert) return
  const doc = upsertDocument(program, filter)
  insertDocument(slice.tx, context.store.catalog.ensure(slice.tx, ns), doc, 'upsert')
  count({ n: 1, upserted: { index: int(index), _id: doc['_id'] } })
}
