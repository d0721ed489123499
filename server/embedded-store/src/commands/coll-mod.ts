import { asNumber, type Doc, double, integer, isDoc, isNullish, type Value } from '../bson/value.ts'
import { badValue, notSupported, StoreError } from '../errors.ts'
import type { Collection } from '../storage/collection.ts'
import { type Index, sameKeyPattern } from '../storage/index-definition.ts'
import { docArgument, existingCollection } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { writeOnce } from './sessions.ts'

/** Arguments that change how documents are checked or kept, which this store does not do. */
const UNSUPPORTED = [
  'validator',
  'viewOn',
  'pipeline',
  'timeseries',
  'expireAfterSeconds',
  'cappedSize',
  'cappedMax',
  'recordPreImages',
  'timeseriesBucketsMayHaveMixedSchemaData',
]
/** Without a validator there is nothing that they could change. */
const WITHOUT_EFFECT = ['validationLevel', 'validationAction', 'dryRun']

export const COLL_MOD: Commands = {
  collMod: {
    handler: collMod,
    fields: ['index', 'changeStreamPreAndPostImages', ...UNSUPPORTED, ...WITHOUT_EFFECT],
  },
}

async function collMod(context: CommandContext): Promise<Reply> {
  for (const field of UNSUPPORTED)
    if (!isEmpty(argument(context, field))) throw notSupported(`collMod with ${field}`)
  if (docArgument(context, 'changeStreamPreAndPostImages')['enabled'] === true)
    throw notSupported('collMod with changeStreamPreAndPostImages')
  const change = argument(context, 'index')
  return writeOnce(context, (tx) => {
    const collection = existingCollection(context)
    if (isNullish(change)) return { ok: double(1) }
    if (!isDoc(change))
      throw new StoreError(14, "BSON field 'collMod.index' is the wrong type, expected type 'object'")
    const index = wantedIndex(collection, change)
    const { options, reply } = changedOptions(index, change)
    context.store.catalog.changeIndex(tx, collection, index, options)
    return { ...reply, ok: double(1) }
  })
}

function isEmpty(value: Value): boolean {
  return isNullish(value) || value === false || (isDoc(value) && Object.keys(value).length === 0)
}

function wantedIndex(collection: Collection, { name, keyPattern }: Doc): Index {
  if (isNullish(name) === isNullish(keyPattern))
    throw new StoreError(
      72,
      isNullish(name)
        ? 'must specify either index name or key pattern'
        : 'Cannot specify both key pattern and name.',
    )
  const index = collection.indexes.find((candidate) =>
    isDoc(keyPattern) ? sameKeyPattern(candidate.keyPattern, keyPattern) : candidate.name === name,
  )
  if (!index)
    throw new StoreError(
      27,
      `cannot find index ${String(name ?? 'with that key pattern')} for ns ${collection.ns}`,
    )
  return index
}

/** The index's options as they are to be, and what MongoDB says of the change. */
function changedOptions(index: Index, change: Doc): { options: Doc; reply: Doc } {
  const options: Doc = { ...index.options }
  const reply: Doc = {}
  for (const [field, value] of Object.entries(change)) {
    if (field === 'name' || field === 'keyPattern') continue
    if (field === 'expireAfterSeconds') setExpiry(index, value, { options, reply })
    else if (field === 'hidden') setHidden(index, value, { options, reply })
    else if (field === 'unique' || field === 'prepareUnique')
      throw notSupported(`collMod with index.${field}`)
    else throw new StoreError(40415, `BSON field 'collMod.index.${field}' is an unknown field.`)
  }
  if (Object.keys(change).every((field) => field === 'name' || field === 'keyPattern'))
    throw new StoreError(72, 'no expireAfterSeconds, hidden, unique, or prepareUnique field')
  return { options, reply }
}

interface Change {
  readonly options: Doc
  readonly reply: Doc
}

function setExpiry(index: Index, value: Value, { options, reply }: Change): void {
  const seconds = asNumber(value)
  if (seconds === undefined)
    throw new StoreError(14, "BSON field 'collMod.index.expireAfterSeconds' must be a number")
  if (index.fields.length !== 1 || index.name === '_id_')
    throw badValue('TTL indexes are single-field indexes, compound indexes do not support TTL')
  if (index.expireAfterSeconds !== undefined)
    reply['expireAfterSeconds_old'] = integer(index.expireAfterSeconds)
  reply['expireAfterSeconds_new'] = integer(seconds)
  options['expireAfterSeconds'] = value
}

function setHidden(index: Index, value: Value, { options, reply }: Change): void {
  if (typeof value !== 'boolean')
    throw new StoreError(14, "BSON field 'collMod.index.hidden' is the wrong type, expected type 'bool'")
  if (index.name === '_id_') throw badValue("can't hide _id index")
  reply['hidden_old'] = options['hidden'] === true
  reply['hidden_new'] = value
  if (value) options['hidden'] = true
  else delete options['hidden']
}
