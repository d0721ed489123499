import fc from 'fast-check'
import { array, condition, filter, number, object, path, small, value } from './generate.ts'
import type { Field, ObjectValue, Value } from './values.ts'
import * as v from './values.ts'

const whole = fc.constantFrom(-2, -1, 0, 1, 2, 5).map(v.int)
const each = fc.array(value, { maxLength: 3 }).map((items): Value => v.arr(...items))
const way = fc.constantFrom(v.int(1), v.int(-1))

const sort = fc.oneof(
  way,
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'x', 'a.b'), way), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    })
    .map((fields): Value => v.obj(...fields)),
)

const push = fc
  .record({ each, slice: fc.option(whole), sort: fc.option(sort), position: fc.option(whole) })
  .map((parts): Value => {
    const fields: Field[] = [['$each', parts.each]]
    if (parts.position !== null) fields.push(['$position', parts.position])
    if (parts.slice !== null) fields.push(['$slice', parts.slice])
    if (parts.sort !== null) fields.push(['$sort', parts.sort])
    return v.obj(...fields)
  })

const OPERANDS: Record<string, fc.Arbitrary<Value>> = {
  $set: value,
  $setOnInsert: value,
  $unset: fc.constant(v.str('')),
  $inc: fc.oneof(
    { weight: 5, arbitrary: small },
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: value },
  ),
  $mul: fc.oneof(
    { weight: 5, arbitrary: small },
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: value },
  ),
  $min: value,
  $max: value,
  $push: fc.oneof({ weight: 1, arbitrary: value }, { weight: 4, arbitrary: push }),
  $addToSet: fc.oneof(
    value,
    each.map((items) => v.obj(['$each', items])),
  ),
  $pull: fc.oneof(
    value,
    condition.map((field) => v.obj(field)),
    filter,
    object,
  ),
  $pullAll: array,
  $pop: fc.constantFrom(v.int(1), v.int(-1), v.double(1), v.int(0), v.str('x')),
  $bit: fc
    .tuple(fc.constantFrom('and', 'or', 'xor'), fc.constantFrom(v.int(5), v.long(6), v.int(-1), v.double(1)))
    .map((field): Value => v.obj(field)),
  $rename: fc.oneof(path, path, path, fc.constant('a..b')).map(v.str),
}

const place = fc.oneof(
  { weight: 12, arbitrary: path },
  { weight: 1, arbitrary: fc.constantFrom('a.$[]', 'b.$[]', 'a.$[].x', 'a.$[].b', 'a.$[].0', 'a.b.$[]') },
  { weight: 1, arbitrary: fc.constantFrom('a.$[e]', 'b.$[e]', 'a.$[e].x', 'a.$[e].b') },
  { weight: 1, arbitrary: fc.constantFrom('_id', '_id.x', 'a..b') },
)

const step = fc
  .constantFrom(...Object.keys(OPERANDS))
  .chain((name) =>
    fc.tuple(fc.constant(name), name === '$rename' ? path : place, OPERANDS[name] as fc.Arbitrary<Value>),
  )

export interface Change {
  update: ObjectValue
  arrayFilters: ObjectValue[]
}

const arrayFilter = fc.oneof(
  condition.map((field) => v.obj(['e', v.obj(field)])),
  fc.tuple(fc.constantFrom('e.x', 'e.b'), condition).map(([name, field]) => v.obj([name, v.obj(field)])),
)

/** One to three steps, each operator with its own paths as the wire has it. */
export const change: fc.Arbitrary<Change> = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 3 }), arrayFilter)
  .map(([steps, elements]) => {
    const update = v.obj()
    for (const [name, where, operand] of steps) {
      const known = v.fieldOf(update, name) as ObjectValue | undefined
      const paths = known ?? v.obj()
      if (known === undefined) update.fields.push([name, paths])
      if (v.fieldOf(paths, where) === undefined) paths.fields.push([where, operand])
    }
    const used = steps.some(([, where]) => where.includes('$[e]'))
    return { update, arrayFilters: used ? [elements] : [] }
  })
