import { double } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { flagArgument } from './arguments.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { writeOnce } from './sessions.ts'

export const RENAME_COLLECTION: Commands = {
  renameCollection: { handler: renameCollection, fields: ['to', 'dropTarget', 'stayTemp'], adminOnly: true },
}

/** Records and index entries are kept by number, so a new name moves none of them. */
async function renameCollection(context: CommandContext): Promise<Reply> {
  const from = namespaceArgument(context, 'renameCollection')
  const to = namespaceArgument(context, 'to')
  if (from === to) throw new StoreError(20, "Can't rename a collection to itself")
  const dropTarget = flagArgument(context, 'dropTarget', false)
  return writeOnce(context, (tx) => {
    const { catalog } = context.store
    const source = catalog.find(from)
    if (!source) throw new StoreError(26, `Source collection ${from} does not exist`)
    const target = catalog.find(to)
    if (target && !dropTarget) throw new StoreError(48, 'target namespace exists')
    if (target) catalog.drop(tx, target)
    catalog.rename(tx, source, to)
    return { ok: double(1) }
  })
}

function namespaceArgument(context: CommandContext, name: string): string {
  const value = argument(context, name)
  if (value === undefined)
    throw new StoreError(40414, `BSON field 'renameCollection.${name}' is missing but a required field`)
  if (typeof value !== 'string')
    throw new StoreError(
      14,
      `BSON field 'renameCollection.${name}' is the wrong type, expected type 'string'`,
    )
  if (!/^[^.]+\../.test(value)) throw new StoreError(73, `Invalid namespace specified '${value}'`)
  return value
}
