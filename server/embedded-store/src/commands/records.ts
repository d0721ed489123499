import { encodeStored, type Storing } from '../bson/encode.ts'
import { type Doc, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Found } from '../plan/execute.ts'
import { assertValidId, type Collection } from '../storage/collection.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { UpdateProgram } from '../update/compile.ts'

/** @throws InvalidIdField (53), DollarPrefixedFieldName (52) */
export function assertStorableId(id: Value): void {
  assertValidId(id)
  if (!isDoc(id)) return
  const name = Object.keys(id).find((key) => key.startsWith('$'))
  if (name)
    throw new StoreError(
      52,
      `The dollar ($) prefixed field '${name}' in '_id.${name}' is not valid for storage.`,
    )
}

export function insertDocument(
  tx: Transaction,
  collection: Collection,
  doc: Doc,
  storing: Storing = 'insert',
): void {
  assertStorableId(doc['_id'])
  collection.insert(tx, { raw: encodeStored(doc, storing), doc })
}

interface RecordChange {
  readonly collection: Collection
  readonly record: Found
  readonly after: Doc
  readonly program: UpdateProgram
}

/** Writes the new form; false when not a byte would change. */
export function changeRecord(tx: Transaction, { collection, record, after, program }: RecordChange): boolean {
  const rawAfter = encodeStored(after, 'update')
  if (rawAfter.equals(record.raw)) return false
  collection.update(tx, {
    recordId: record.recordId,
    raw: record.raw,
    before: record.doc,
    after,
    rawAfter,
    touched: program.kind === 'operators' ? program.touched : undefined,
  })
  return true
}
