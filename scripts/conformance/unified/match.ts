import { operators } from './match-operators.ts'
import { differ, type MatchContext, type Place } from './place.ts'
import { Mismatch } from './schema.ts'
import { fieldsOf, isDocument, sameScalar, shown } from './values.ts'

/**
 * Compares as the unified test format says.
 * @throws Mismatch with the place of the first difference
 */
export function match(expected: unknown, actual: unknown, context: MatchContext, place: Place): void {
  if (isDocument(expected)) {
    const operator = operatorOf(expected)
    if (operator) operators[operator.name](operator.operand, actual, { context, place, match })
    else matchDocument(expected, actual, context, place)
    return
  }
  if (Array.isArray(expected)) {
    matchArray(expected, actual, context, place)
    return
  }
  if (!sameScalar(expected, actual)) differ(place, shown(expected), actual)
}

function operatorOf(expected: object): { name: keyof typeof operators; operand: unknown } | undefined {
  const [[name, operand] = [], ...others] = Object.entries(expected)
  if (name === undefined || others.length > 0 || !name.startsWith('$$')) return undefined
  if (!Object.hasOwn(operators, name)) throw new Mismatch(`the runner does not know the matcher ${name}`)
  return { name: name as keyof typeof operators, operand }
}

function matchDocument(expected: object, actual: unknown, context: MatchContext, place: Place): void {
  if (!isDocument(actual)) differ(place, 'a document', actual)
  const fields = fieldsOf(actual)
  for (const [key, value] of Object.entries(expected)) {
    const inner = { path: `${place.path}.${key}`, root: false }
    if (!fields.has(key) && !mayBeAbsent(value)) differ(inner, shown(value), undefined)
    match(value, fields.get(key), context, inner)
  }
  if (place.root) return
  const extra = [...fields.keys()].filter((key) => !Object.hasOwn(expected, key))
  if (extra.length > 0)
    throw new Mismatch(
      `${place.path}: unexpected ${extra.join(', ')} in ${shown(Object.fromEntries(fields))}`,
    )
}

/** Whether a missing field can be what is expected; the operator itself decides. */
function mayBeAbsent(expected: unknown): boolean {
  return isDocument(expected) && operatorOf(expected) !== undefined
}

function matchArray(
  expected: readonly unknown[],
  actual: unknown,
  context: MatchContext,
  place: Place,
): void {
  if (!Array.isArray(actual)) differ(place, 'an array', actual)
  if (actual.length !== expected.length) differ(place, `${expected.length} elements`, actual)
  // The documents that a find or an aggregate answers are roots themselves.
  for (const [index, value] of expected.entries())
    match(value, actual[index], context, {
      path: `${place.path}[${index}]`,
      root: place.root && isDocument(value),
    })
}
