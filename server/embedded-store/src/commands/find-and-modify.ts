import { type Doc, double, int, isDoc, isNullish } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Found } from '../plan/execute.ts'
import type { Filter } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import type { Transaction } from '../storage/environment.ts'
import { applyUpdate } from '../update/apply.ts'
import { compileUpdate, type UpdateProgram } from '../update/compile.ts'
import { upsertDocument } from '../update/upsert.ts'
import { flagArgument, namespaceOf, optionalDoc } from './arguments.ts'
import { argument, type CommandContext, type Commands } from './context.ts'
import { deadlineOf } from './deadline.ts'
import { filterOf, type QuerySpec, run, sortOf } from './query.ts'
import { writeOnce } from './sessions.ts'
import { changeRecord, insertDocument } from './write.ts'

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

interface Modification {
  readonly context: CommandContext
  readonly ns: string
  readonly spec: QuerySpec
  readonly returnNew: boolean
  readonly upsert: boolean
}

async function findAndModify(context: CommandContext): Promise<Doc> {
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
    return writeOnce(context, (tx) => finish(modification, removeFirst(tx, modification)))
  }
  if (isNullish(update)) throw new StoreError(9, "Either an 'update' or 'remove'=true must be specified")
  const program = compileUpdate({
    update,
    arrayFilters: argument(context, 'arrayFilters'),
    variables: context.variables,
  })
  return writeOnce(context, (tx) => finish(modification, updateFirst(tx, modification, program)))
}

function parse(context: CommandContext): Modification {
  const { sort, natural } = sortOf(argument(context, 'sort'))
  const filter = filterOf(argument(context, 'query'), context.variables)
  return {
    context,
    ns: namespaceOf(context),
    spec: {
      filter,
      sort,
      limit: 1,
      hint: natural ?? argument(context, 'hint'),
      deadline: deadlineOf(context),
    },
    returnNew: flagArgument(context, 'new', false),
    upsert: flagArgument(context, 'upsert', false),
  }
}

interface Outcome {
  readonly value: Doc | null
  readonly lastErrorObject: Doc
}

function firstMatch({ context, ns, spec }: Modification): Found | undefined {
  const collection = context.store.catalog.find(ns)
  return collection && (run(context.store, collection, spec).next().value ?? undefined)
}

function removeFirst(tx: Transaction, modification: Modification): Outcome {
  const found = firstMatch(modification)
  if (found) modification.context.store.catalog.find(modification.ns)?.remove(tx, found.recordId, found.doc)
  return { value: found?.doc ?? null, lastErrorObject: { n: int(found ? 1 : 0) } }
}

function updateFirst(tx: Transaction, modification: Modification, program: UpdateProgram): Outcome {
  const { context, ns, spec, returnNew, upsert } = modification
  const record = firstMatch(modification)
  const collection = context.store.catalog.find(ns)
  if (record && collection) {
    const after = applyUpdate(program, { before: record.doc, filter: spec.filter, inserting: false })
    changeRecord(tx, { collection, record, after, program })
    return { value: returnNew ? after : record.doc, lastErrorObject: { n: int(1), updatedExisting: true } }
  }
  if (!upsert) return { value: null, lastErrorObject: { n: int(0), updatedExisting: false } }
  const doc = upsertDocument(program, spec.filter)
  insertDocument(tx, context.store.catalog.ensure(tx, ns), doc)
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
