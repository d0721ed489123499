import type { BSONRegExp } from 'bson'
import { valuesEqual } from '../bson/compare.ts'
import { bsonType, isDoc, type Value } from '../bson/value.ts'
import type { Variables } from '../expressions/scope.ts'
import { compileFilter, isOperatorDoc, LOGICAL } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import { regexFromBson } from '../query/regex.ts'

/** Which elements `$pull` takes away: by condition on the element, by filter on its fields, or by equality. */
export function compilePull(operand: Value, variables: Variables): (item: Value) => boolean {
  if (bsonType(operand) === 'BSONRegExp') {
    const regex = regexFromBson(operand as BSONRegExp)
    return (item) => (typeof item === 'string' ? regex.matches(item) : valuesEqual(item, operand))
  }
  if (!isDoc(operand)) return (item) => valuesEqual(item, operand)
  // Operators meet the element as if it were a field; what else is in a document are conditions on fields of the element.
  if (isOperatorDoc(operand) && !LOGICAL.has(Object.keys(operand)[0] ?? '')) {
    const filter = compileFilter({ v: operand }, variables)
    return (item) => matches(filter, { v: item })
  }
  const filter = compileFilter(operand, variables)
  return (item) => isDoc(item) && matches(filter, item)
}
