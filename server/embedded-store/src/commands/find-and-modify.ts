import { type Doc, double, int, isDoc, isNullish } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import { applyUpdate } from '../update/apply.ts'
import { compileUpdate, type UpdateProgram } from '../update/compile.ts'
import { upsertDocument } from '../update/upsert.ts'
import { flagArgument, namespaceOf, optionalDoc } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { deadlineOf } from './deadline.ts'
import { filterOf, sortOf } from './query.ts'
import { changeRecord, insertDocument } from './records.ts'
import { writeSliced } from './sessions.ts'
import type { Pause, Slice } from './slices.ts'
import { eachTarget, type Search } from './targets.ts'

const FIELDS = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'arrayFilters',
  'hint',
  'let',
  'bypassDocumentValidation',
  'bypassEmptyTsReplacement',
]

export const FIND_AND_MODIFY: Commands = {
  findAndModify: { handler: findAndModify, fields: FIELDS },
  findandmodify: { handler: findAndModify, fields: FIELDS },
}

interface Modification extends Search {
  readonly returnNew: boolean
  readonly upsert: boolean
}

async function findAndModify(context: CommandContext): Promise<Reply> {
  const update = argument(context, 'update')
  const removing = flagArgument(context, 'remove', false)
  const modification = parse(context)
  if (removing) {
    if (!isNullish(update)) throw new StoreError(9, "Cannot specify both an 'update' and 'remove'=true")
    if (modification.returnNew)
      throw new StoreError(
        9,
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      )
    if (modification.upsert) throw new StoreError(9, 'Cannot specify both upsert=true and remove=true')
    return writeSliced(context, {
      *work(slice) {
        return finish(modification, yield* removeFirst(slice, modification))
      },
    })
  }
  if (isNullish(update)) throw new StoreError(9, "Either an 'update' or 'remove'=true must be specified")
  const program = compileUpdate({
    update,
    arrayFilters: argument(context, 'arrayFilters'),
    variables: context.variables,
    keepsEmptyTimestamps: flagArgument(context, 'bypassEmptyTsReplacement', false),
  })
  return writeSliced(context, {
    *work(slice) {
      return finish(modification, yield* updateFirst(slice, modification, program))
    },
  })
}

function parse(context: CommandContext): Modification {
  const { sort, natural } = sortOf(argument(context, 'sort'))
  const filter = filterOf(argument(context, 'query'), context.variables)
  const hint = natural ?? argument(context, 'hint')
  return {
    context,
    ns: namespaceOf(context),
    spec: { filter, sort, limit: 1, hint, deadline: deadlineOf(context) },
    source: { filter: argument(context, 'query'), sort: argument(context, 'sort'), hint },
    returnNew: flagArgument(context, 'new', false),
    upsert: flagArgument(context, 'upsert', false),
  }
}

interface Outcome {
  readonly value: Doc | null
  readonly lastErrorObject: Doc
}

function* removeFirst(slice: Slice, modification: Modification): Generator<Pause, Outcome, void> {
  let removed: Doc | null = null
  yield* eachTarget(slice, modification, (tx, collection, { recordId, doc }) => {
    collection.remove(tx, recordId, doc)
    removed = doc
  })
  return { value: removed, lastErrorObject: { n: int(removed ? 1 : 0) } }
}

function* updateFirst(
  slice: Slice,
  modification: Modification,
  program: UpdateProgram,
): Generator<Pause, Outcome, void> {
  const { context, ns, spec, returnNew, upsert } = modification
  let value: Doc | null = null
  const found = yield* eachTarget(slice, modification, (tx, collection, record) => {
    const after = applyUpdate(program, { before: record.doc, filter: spec.filter, inserting: false })
    changeRecord(tx, { collection, record, after, program })
    value = returnNew ? after : record.doc
  })
  if (found > 0) return { value, lastErrorObject: { n: int(1), updatedExisting: true } }
  if (!upsert) return { value, lastErrorObject: { n: int(0), updatedExisting: false } }
  const doc = upsertDocument(program, spec.filter)
  insertDocument(slice.tx, context.store.catalog.ensure(slice.tx, ns), doc, 'upsert')
  return {
    value: returnNew ? doc : null,
    lastErrorObject: { n: int(1), updatedExisting: false, upserted: doc['_id'] },
  }
}

function finish({ context, spec }: Modification, { value, lastErrorObject }: Outcome): Doc {
  const fields = optionalDoc(context, 'fields')
  const shown =
    value && fields && Object.keys(fields).length > 0
      ? projected(value, fields, { context, filter: spec.filter })
      : value
  return { lastErrorObject, value: shown, ok: double(1) }
}

function projected(
  value: Doc,
  fields: Doc,
  { context, filter }: { context: CommandContext; filter: Filter },
): Doc {
  const result = compileProjection(fields, { variables: context.variables, style: 'find', filter })(value)
  return isDoc(result) ? result : {}
}
