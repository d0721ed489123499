import { sizeOf } from '../bson/size.ts'
import { type Doc, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { sortKey } from '../storage/index-keys.ts'
import { parseFields } from '../storage/sort-fields.ts'
import { MAX_STAGE_BYTES } from './memory.ts'
import type { Stage } from './stage.ts'

interface Row {
  readonly key: Buffer
  readonly doc: Doc
  readonly bytes: number
}

const byKey = (a: Row, b: Row): number => a.key.compare(b.key)

/** Sorts, stably; with a limit only as many as that are kept while reading. */
export function compileSort(spec: Value, limit = Number.POSITIVE_INFINITY): Stage {
  if (!isDoc(spec)) throw new StoreError(15973, 'the $sort key specification must be an object')
  if (Object.keys(spec).length === 0)
    throw new StoreError(15976, '$sort stage must have at least one sort key')
  const fields = parseFields(spec)
  const message = `Sort exceeded memory limit of ${MAX_STAGE_BYTES} bytes, and the embedded store never spills to disk; set MONGODB_URI to use a MongoDB server.`
  return (input) => {
    let rows: Row[] = []
    let bytes = 0
    for (const doc of input) {
      const row = { key: sortKey(doc, fields), doc, bytes: sizeOf(doc) }
      rows.push(row)
      bytes += row.key.length + row.bytes
      // Cut seldom: when twice as many are there as are wanted and some more, or when they take much room.
      if (rows.length >= 2 * limit + 1000 || (bytes > MAX_STAGE_BYTES && rows.length > limit)) {
        rows = rows.sort(byKey).slice(0, limit)
        bytes = rows.reduce((sum, kept) => sum + kept.key.length + kept.bytes, 0)
      }
      if (bytes > MAX_STAGE_BYTES) throw new StoreError(292, message)
    }
    return rows.sort(byKey).map(({ doc }) => doc)
  }
}
