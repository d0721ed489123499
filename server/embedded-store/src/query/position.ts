import { type Doc, getField, isArray, isDoc, type Value } from '../bson/value.ts'
import type { Filter, Test } from './filter.ts'
import { matches } from './matches.ts'

/** Which element of the array at `arrayPath` fulfilled the filter; what `$` stands for. */
export function matchedPosition(filter: Filter, doc: Doc, arrayPath: string): number | undefined {
  if (filter.kind === 'and' || filter.kind === 'or') {
    for (const part of filter.parts) {
      if (filter.kind === 'or' && !matches(part, doc)) continue
      const position = matchedPosition(part, doc, arrayPath)
      if (position !== undefined) return position
    }
    return undefined
  }
  if (filter.kind !== 'field' || filter.test.op === 'not') return undefined
  return positionByField(filter, doc, arrayPath)
}

function positionByField(
  { path, test }: Extract<Filter, { kind: 'field' }>,
  doc: Doc,
  arrayPath: string,
): number | undefined {
  if (path !== arrayPath && !path.startsWith(`${arrayPath}.`)) return undefined
  const array = valueAt(doc, arrayPath.split('.'))
  if (!isArray(array)) return undefined
  const rest = path.slice(arrayPath.length + 1)
  const index = array.findIndex((item) => matchesItem(item, rest, test))
  return index === -1 ? undefined : index
}

/** Asks the condition of an array that holds only this element. */
function matchesItem(item: Value, rest: string, test: Test): boolean {
  const path = rest === '' ? 'v' : `v.${rest}`
  return matches({ kind: 'field', path, parts: path.split('.'), test }, { v: [item] })
}

function valueAt(doc: Doc, parts: readonly string[]): Value {
  let value: Value = doc
  for (const part of parts) {
    if (isDoc(value)) value = getField(value, part)
    else if (isArray(value)) value = value[Number(part)]
    else return undefined
  }
  return value
}
