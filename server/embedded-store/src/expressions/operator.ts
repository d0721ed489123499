import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Expression, Scope } from './scope.ts'

export type Compile = (source: Value) => Expression

export interface OperatorCall {
  readonly name: string
  readonly operand: Value
  readonly compile: Compile
}

export type Operators = Readonly<Record<string, (call: OperatorCall) => Expression>>

interface Arity {
  readonly min: number
  readonly max: number
}

export function argumentsOf({ name, operand, compile }: OperatorCall, { min, max }: Arity): Expression[] {
  const items = isArray(operand) ? operand : [operand]
  if (items.length < min || items.length > max) throw wrongCount(name, items.length, { min, max })
  return items.map(compile)
}

const COUNT_CODES: Readonly<Record<string, number>> = { $setEquals: 17045, $ifNull: 1257300 }

function wrongCount(name: string, count: number, { min, max }: Arity): StoreError {
  if (min === max)
    return new StoreError(
      16020,
      `Expression ${name} takes exactly ${min} arguments. ${count} were passed in.`,
    )
  return new StoreError(
    COUNT_CODES[name] ?? 28667,
    `Expression ${name} takes at least ${min} arguments, and at most ${max}, but ${count} were passed in.`,
  )
}

/** An operator whose arguments are all evaluated first. */
export function eager(
  arity: Arity,
  apply: (args: readonly Value[], scope: Scope) => Value,
): Operators[string] {
  return (call) => {
    const args = argumentsOf(call, arity)
    return (scope) =>
      apply(
        args.map((arg) => arg(scope)),
        scope,
      )
  }
}

export function unary(apply: (value: Value) => Value): Operators[string] {
  return eager({ min: 1, max: 1 }, ([value]) => apply(value))
}

export const ANY_COUNT: Arity = { min: 0, max: Number.MAX_SAFE_INTEGER }

interface NamedSpec {
  readonly required: readonly string[]
  readonly optional?: readonly string[]
}

interface NamedCodes {
  readonly object?: number
  readonly unknown?: number
  readonly missing?: Readonly<Record<string, number>> | number
}

/** MongoDB numbers each of these mistakes for each operator; those without a number here are 9 (FailedToParse). */
const NAMED_CODES: Readonly<Record<string, NamedCodes>> = {
  $let: { object: 16874, unknown: 16875, missing: { vars: 16876, in: 16877 } },
  $map: { object: 16878, unknown: 16879, missing: { input: 16880, in: 16882 } },
  $filter: { object: 28646, unknown: 28647, missing: { input: 28648, cond: 28650 } },
  $reduce: { object: 40075, unknown: 40076, missing: { input: 40077, initialValue: 40078, in: 40079 } },
  $cond: {
    unknown: 17083,
    // An object with a property of that name would be taken for a promise.
    missing: Object.fromEntries([
      ['if', 17080],
      ['then', 17081],
      ['else', 17082],
    ]),
  },
  $switch: { object: 40060, unknown: 40067, missing: 40068 },
  $zip: { object: 34460, unknown: 34464, missing: 34465 },
  $dateToString: { object: 18629, unknown: 18534, missing: 18628 },
  $dateFromParts: { object: 40519, unknown: 40518 },
  $dateToParts: { object: 40524, unknown: 40520, missing: 40522 },
  $dateFromString: { object: 40540, unknown: 40541, missing: 40542 },
  $dateAdd: { object: 5166400, unknown: 5166401, missing: 5166402 },
  $dateSubtract: { object: 5166400, unknown: 5166401, missing: 5166402 },
  $dateDiff: {
    object: 5166301,
    unknown: 5166302,
    missing: { startDate: 5166303, endDate: 5166304, unit: 5166305 },
  },
  $dateTrunc: { object: 5439007, unknown: 5439008, missing: { date: 5439009, unit: 5439010 } },
  $regexMatch: { object: 51103, unknown: 31024, missing: { input: 31022, regex: 31023 } },
  $regexFind: { object: 51103, unknown: 31024, missing: { input: 31022, regex: 31023 } },
  $regexFindAll: { object: 51103, unknown: 31024, missing: { input: 31022, regex: 31023 } },
  $trim: { object: 50696, unknown: 50694, missing: 50695 },
  $ltrim: { object: 50696, unknown: 50694, missing: 50695 },
  $rtrim: { object: 50696, unknown: 50694, missing: 50695 },
  $replaceOne: { object: 51751, unknown: 51750, missing: { input: 51749, find: 51748, replacement: 51747 } },
  $replaceAll: { object: 51751, unknown: 51750, missing: { input: 51749, find: 51748, replacement: 51747 } },
  $sortArray: { object: 2942500, unknown: 2942501, missing: { input: 2942502, sortBy: 2942503 } },
  $getField: { unknown: 3041701, missing: { field: 3041702, input: 3041703 } },
  $setField: { object: 4161100, unknown: 4161101, missing: 4161102 },
  $unsetField: { object: 4161100, unknown: 4161101, missing: 4161102 },
}

/** The `{ name: expression }` form; an unknown name is refused, because ignoring it would change the answer. */
export function namedArguments({ name, operand }: OperatorCall, { required, optional = [] }: NamedSpec): Doc {
  const codes = NAMED_CODES[name] ?? {}
  if (!isDoc(operand))
    throw new StoreError(codes.object ?? 9, `${name} only supports an object as its argument`)
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw new StoreError(codes.unknown ?? 9, `Unrecognized parameter to ${name}: ${key}`)
  }
  for (const key of required) {
    const code = typeof codes.missing === 'object' ? codes.missing[key] : codes.missing
    if (!Object.hasOwn(operand, key)) throw new StoreError(code ?? 9, `Missing '${key}' parameter to ${name}`)
  }
  return operand
}
