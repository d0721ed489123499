import { Unspecified } from './arithmetic.ts'
import { equal } from './compare.ts'
import { matches } from './filter.ts'
import { leave, type Operator, operator } from './operators.ts'
import { Refusal } from './refusal.ts'
import { type ArrayValue, fieldOf, nil, type ObjectValue, obj, show, type Value } from './values.ts'

/** `$rename` puts a value where it goes to; the path that it leaves is only there to conflict with others. */
interface Rename {
  from: string[]
}
type Leaf = Operator | Rename | 'renamed away'

/** The paths of an update as a tree: each name with what is to be done there, or with the names below it. */
interface Branch {
  children: Map<string, Branch>
  leaf?: Leaf
}

export interface Positions {
  /** The position that the query found in an array, for `$`. */
  matched?: number
  arrayFilters?: ObjectValue[]
  /** Whether an upsert makes the document. */
  inserting?: boolean
}

interface Context extends Positions {
  root: ObjectValue
  filters: Map<string, ObjectValue>
}

/** The document after an update; fields are visited in the order of their names, numbers by their size. */
export function update(document: Value, change: Value, positions: Positions = {}): ObjectValue {
  const tree = plan(change)
  const root = structuredClone(document) as ObjectValue
  const filters = new Map(
    (positions.arrayFilters ?? []).map((filter) => [filter.fields[0]?.[0].split('.')[0] ?? '', filter]),
  )
  visit(root, [], tree, { ...positions, root, filters })
  return root
}

function plan(change: Value): Branch {
  const root: Branch = { children: new Map() }
  for (const [name, paths] of (change as ObjectValue).fields) {
    if (paths.t !== 'object') throw new Refusal(9, 'Modifiers operate on fields')
    for (const [path, operand] of paths.fields) {
      if (name === '$rename') rename(root, path, operand)
      else add(root, partsOf(path), operator(name, operand))
    }
  }
  return root
}

function partsOf(path: string): string[] {
  const parts = path.split('.')
  if (parts.includes('')) throw new Refusal(56, `The update path '${path}' contains an empty field name`)
  return parts
}

function rename(root: Branch, path: string, operand: Value): void {
  if (operand.t !== 'string') throw new Refusal(2, "The 'to' field for $rename must be a string")
  const [to, from] = [partsOf(operand.s), partsOf(path)]
  if (`${path}.`.startsWith(`${operand.s}.`) || `${operand.s}.`.startsWith(`${path}.`))
    throw new Refusal(2, 'The source and target field for $rename must not be on the same path')
  if ([...from, ...to].some((part) => part.startsWith('$'))) throw new Refusal(2, 'may not be dynamic')
  add(root, from, 'renamed away')
  add(root, to, { from })
}

const isElements = (name: string): boolean => name.startsWith('$[')

function add(root: Branch, parts: string[], leaf: Leaf): void {
  const conflict = new Refusal(40, `Updating the path '${parts.join('.')}' would create a conflict`)
  let at = root
  for (const part of parts) {
    if (at.leaf !== undefined) throw conflict
    // A place is either an array of which elements are chosen or has names.
    if ([...at.children.keys()].some((name) => isElements(name) !== isElements(part))) throw conflict
    const next = at.children.get(part) ?? { children: new Map() }
    at.children.set(part, next)
    at = next
  }
  if (at.leaf !== undefined || at.children.size > 0) throw conflict
  at.leaf = leaf
}

const isPosition = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name)

function inOrder(children: Map<string, Branch>): [string, Branch][] {
  return [...children].sort(([left], [right]) => {
    if (isPosition(left) && isPosition(right)) return Number(left) - Number(right)
    return left < right ? -1 : 1
  })
}

function partOf(target: Value, name: string): Value | undefined {
  if (target.t === 'array') return isPosition(name) ? target.items[Number(name)] : undefined
  return fieldOf(target, name)
}

/** Does what the tree says below `anchor`, of whose path `missing` does not exist yet. */
function visit(anchor: Value, missing: string[], branch: Branch, context: Context, top?: string): void {
  for (const [name, child] of inOrder(branch.children)) {
    if (isElements(name)) visitElements(anchor, missing, branch, context, top)
    else {
      let target = anchor
      let rest = [...missing, name === '$' ? matched(context) : name]
      // An operator that came before may have made what was missing.
      for (let next = partOf(target, rest[0] as string); rest.length > 1 && next !== undefined; ) {
        target = next
        rest = rest.slice(1)
        next = partOf(target, rest[0] as string)
      }
      step(target, rest, child, context, top ?? name)
    }
  }
}

function matched({ matched: position }: Context): string {
  if (position === undefined) throw new Refusal(2, 'The positional operator did not find the match needed')
  return String(position)
}

function visitElements(
  target: Value,
  missing: string[],
  branch: Branch,
  context: Context,
  top: string | undefined,
): void {
  if (branch.children.size > 1) throw new Unspecified('several choices of elements at one place')
  if (missing.length > 0) throw new Refusal(2, 'The path must exist in order to apply array updates')
  if (target.t !== 'array') throw new Refusal(2, 'Cannot apply array updates to non-array element')
  for (const [name, child] of branch.children) {
    const identifier = name.slice(2, -1)
    const filter = context.filters.get(identifier)
    for (const [index, item] of target.items.entries())
      if (filter === undefined || matches(obj([identifier, item]), filter))
        step(target, [String(index)], child, context, top ?? name)
  }
}

function step(
  target: Value,
  rest: string[],
  { leaf, children }: Branch,
  context: Context,
  top: string,
): void {
  const old = rest.length === 1 ? partOf(target, rest[0] as string) : undefined
  if (leaf === 'renamed away') return
  if (leaf === undefined) {
    if (old === undefined) visit(target, rest, { children }, context, top)
    else visit(old, [], { children }, context, top)
    return
  }
  const id = show(fieldOf(context.root, '_id'))
  if ('from' in leaf) move(target, rest, leaf.from, context)
  else apply(target, rest, old, leaf, context)
  if (top === '_id' && context.inserting !== true && show(fieldOf(context.root, '_id')) !== id)
    throw new Refusal(66, 'would modify the immutable field _id')
}

function apply(
  target: Value,
  rest: string[],
  old: Value | undefined,
  leaf: Operator,
  { inserting }: Context,
): void {
  if (old === undefined && !leaf.creates) {
    if (leaf.passes !== true) checkViable(target, rest)
    return
  }
  const result = leaf.change(old, inserting === true)
  if (result === leave) return
  if (result === undefined) remove(target, rest[0] as string)
  else put(target, rest, result)
}

function checkViable(target: Value, [name]: string[]): void {
  if (target.t === 'object' || (target.t === 'array' && isPosition(name as string))) return
  throw new Refusal(28, `Cannot create field '${name}' in element ${show(target)}`)
}

function remove(target: Value, name: string): void {
  if (target.t === 'array') target.items[Number(name)] = nil
  else if (target.t === 'object') target.fields = target.fields.filter(([key]) => key !== name)
}

function put(target: Value, rest: string[], leaf: Value): void {
  checkViable(target, rest)
  const [name, ...inner] = rest as [string, ...string[]]
  const value = inner.reduceRight((inside, part) => obj([part, inside]), leaf)
  if (target.t === 'object') {
    const field = target.fields.find(([key]) => key === name)
    if (field === undefined) target.fields.push([name, value])
    else field[1] = value
    return
  }
  const { items } = target as ArrayValue
  while (items.length < Number(name)) items.push(nil)
  items[Number(name)] = value
}

/** The value goes to its new place and leaves the old one; there is no array on either way. */
function move(target: Value, rest: string[], from: string[], { root, inserting }: Context): void {
  let at: Value = root
  const way: Value[] = []
  for (const part of from) {
    if (at.t !== 'object' && !(at.t === 'array' && isPosition(part)))
      throw new Refusal(28, `cannot use the part ${part} to traverse the element`)
    const next = partOf(at, part)
    if (next === undefined) return
    way.push(at)
    at = next
  }
  if (way.some(({ t }) => t === 'array')) throw new Refusal(2, 'The source field cannot be an array element')
  if (isInArray(root, target)) throw new Refusal(2, 'The destination field cannot be an array element')
  const old = rest.length === 1 ? partOf(target, rest[0] as string) : undefined
  if (old === undefined || !equal(old, at)) put(target, rest, at)
  remove(way.at(-1) as Value, from.at(-1) as string)
  if (from[0] === '_id' && inserting !== true) throw new Refusal(66, 'would modify the immutable field _id')
}

function isInArray(from: Value, target: Value): boolean {
  if (from === target) return from.t === 'array'
  if (from.t === 'object') return from.fields.some(([, value]) => isInArray(value, target))
  return from.t === 'array' && contains(from, target)
}

function contains(from: Value, target: Value): boolean {
  if (from === target) return true
  if (from.t === 'object') return from.fields.some(([, value]) => contains(value, target))
  return from.t === 'array' && from.items.some((item) => contains(item, target))
}
