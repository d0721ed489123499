import { compareValues } from '../bson/compare.ts'
import { groupKey } from '../bson/group-key.ts'
import { isArray, isNullish, isTruthy, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { unique } from './arrays.ts'
import { ANY_COUNT, eager, type Operators, unary } from './operator.ts'

/** Arrays taken as sets: what repeats counts once, and the order says nothing. */
export const SETS: Operators = {
  $setUnion: eager(ANY_COUNT, (args) => {
    const all: Value[] = []
    for (const arg of args) {
      if (isNullish(arg)) return null
      all.push(...list('All operands of $setUnion', arg, 17043))
    }
    return distinct(all)
  }),
  $setIntersection: eager(ANY_COUNT, (args) => {
    const lists: (readonly Value[])[] = []
    for (const arg of args) {
      if (isNullish(arg)) return null
      lists.push(list('All operands of $setIntersection', arg, 17047))
    }
    const [first = [], ...rest] = lists
    const others = rest.map(keysOf)
    return distinct(first.filter((item) => others.every((keys) => keys.has(groupKey(item)))))
  }),
  $setDifference: eager({ min: 2, max: 2 }, ([a, b]) => {
    if (isNullish(a) || isNullish(b)) return null
    const items = list('The first operand of $setDifference', a, 17048)
    const excluded = keysOf(list('The second operand of $setDifference', b, 17049))
    return unique(items.filter((item) => !excluded.has(groupKey(item))))
  }),
  $setEquals: eager({ min: 2, max: ANY_COUNT.max }, (args) => {
    const [first = new Set<string>(), ...rest] = args.map((arg) =>
      keysOf(list('All operands of $setEquals', arg, 17044)),
    )
    return rest.every((keys) => keys.size === first.size && [...keys].every((key) => first.has(key)))
  }),
  $setIsSubset: eager({ min: 2, max: 2 }, ([a, b]) => {
    const part = list('The first operand of $setIsSubset', a, 17046)
    const whole = keysOf(list('The second operand of $setIsSubset', b, 17042))
    return part.every((item) => whole.has(groupKey(item)))
  }),
  $anyElementTrue: unary((value) => list("$anyElementTrue's argument", value, 17041).some(isTruthy)),
  $allElementsTrue: unary((value) => list("$allElementsTrue's argument", value, 17040).every(isTruthy)),
}

function list(what: string, value: Value, code: number): readonly Value[] {
  if (!isArray(value)) throw new StoreError(code, `${what} must be an array, but is ${typeName(value)}`)
  return value
}

function keysOf(items: readonly Value[]): Set<string> {
  return new Set(items.map(groupKey))
}

/** Sets come out in the order of values, which is the order that MongoDB gives them. */
function distinct(items: readonly Value[]): Value[] {
  return unique(items).sort(compareValues)
}
