import { isArray, isDoc, type Value } from '../../bson/value.ts'
import { identity } from './general.ts'
import { type Compile, type Keyword, mistyped, nonNegative, type Schema } from './keyword.ts'

export const ARRAY_KEYWORDS: Readonly<Record<string, Compile>> = {
  items: (keyword) => {
    const { operand, compile, name } = keyword
    if (isDoc(operand)) {
      const schema = compile(operand)
      return ofArray((list) => list.every(schema))
    }
    if (!isArray(operand)) throw mistyped(name, 'an object or an array')
    const schemas = operand.map((source) => {
      if (!isDoc(source)) throw mistyped(name, 'an array of objects')
      return compile(source)
    })
    return ofArray((list) => list.every((item, index) => schemas[index]?.(item) ?? true))
  },
  additionalItems,
  minItems: (keyword) => {
    const least = nonNegative(keyword)
    return ofArray((list) => list.length >= least)
  },
  maxItems: (keyword) => {
    const most = nonNegative(keyword)
    return ofArray((list) => list.length <= most)
  },
  uniqueItems: ({ name, operand }) => {
    if (typeof operand !== 'boolean') throw mistyped(name, 'a boolean')
    return operand ? ofArray((list) => new Set(list.map(identity)).size === list.length) : undefined
  },
}

/** Asks only when `items` is a list: of the elements behind it. */
function additionalItems({ name, operand, siblings, compile }: Keyword): Schema | undefined {
  if (typeof operand !== 'boolean' && !isDoc(operand)) throw mistyped(name, 'an object or a boolean')
  const schema: Schema = typeof operand === 'boolean' ? () => operand : compile(operand)
  const { items } = siblings
  return isArray(items) ? ofArray((list) => list.slice(items.length).every(schema)) : undefined
}

function ofArray(test: (list: readonly Value[]) => boolean): Schema {
  return (value: Value) => !isArray(value) || test(value)
}
