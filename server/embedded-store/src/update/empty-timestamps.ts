import { Timestamp } from 'bson'
import { bsonType, type Doc, fieldName, setField } from '../bson/value.ts'

let last = { t: 0, i: 0 }

/**
 * The document as MongoDB stores what is inserted or replaced: a top-level timestamp of zero stands for now, but for
 * `_id`'s. The very same document when it has none. (Manual: reference/bson-types, timestamps.)
 */
export function withTimestamps(doc: Doc): Doc {
  let filled: Doc | undefined
  for (const key of Object.keys(doc)) {
    const value = doc[key]
    if (bsonType(value) !== 'Timestamp' || key === '_id' || !(value as Timestamp).isZero()) continue
    filled ??= { ...doc }
    setField(filled, fieldName(key), now())
  }
  return filled ?? doc
}

/** No two are alike, and each is later than the one before. */
function now(): Timestamp {
  const t = Math.floor(Date.now() / 1000)
  last = t > last.t ? { t, i: 1 } : { t: last.t, i: last.i + 1 }
  return new Timestamp(last)
}
