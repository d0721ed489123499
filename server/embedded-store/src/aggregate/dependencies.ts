import { asNumber, type Doc, isArray, isDoc, isTruthy, type Value } from '../bson/value.ts'

/**
 * The top-level fields of its source that a pipeline looks at, so that the others need not be decoded; undefined where it
 * may look at any or hands the documents on. Naming a field too many costs time, one too few would be a wrong answer:
 * what is not known here is taken for all.
 */
export function fieldsNeeded(pipeline: readonly Value[]): ReadonlySet<string> | undefined {
  const needed = new Needed()
  for (const stage of pipeline) {
    const [name, spec] = (isDoc(stage) && Object.entries(stage)[0]) || []
    const reads = name === undefined || !Object.hasOwn(STAGES, name) ? undefined : STAGES[name]
    const then = reads?.(needed, spec) ?? 'all'
    if (then === 'all' || needed.all) return undefined
    if (then === 'ends') return needed.fields
  }
  return undefined
}

/** Whether documents go on with what they have, nothing of them goes on, or any field may matter. */
type Then = 'goes on' | 'ends' | 'all'

class Needed {
  readonly fields = new Set<string>()
  all = false

  path(path: string): void {
    this.fields.add(path.split('.')[0] ?? '')
  }

  expression(source: Value): void {
    if (typeof source === 'string') this.#text(source)
    else if (isArray(source)) for (const item of source) this.expression(item)
    else if (isDoc(source)) this.#object(source)
  }

  #object(source: Doc): void {
    for (const [name, operand] of Object.entries(source)) {
      if (name === '$literal') continue
      // These may read the document without naming it, or give field paths another beginning.
      if (name === '$getField' || name === 'CURRENT') this.all = true
      this.expression(operand)
    }
  }

  #text(source: string): void {
    if (!source.startsWith('$')) return
    if (!source.startsWith('$$')) {
      this.path(source.slice(1))
      return
    }
    const [name, field] = source.slice(2).split('.')
    if (name !== 'ROOT' && name !== 'CURRENT') return
    if (field === undefined) this.all = true
    else this.fields.add(field)
  }

  filter(source: Value): void {
    if (!isDoc(source)) return
    for (const [name, condition] of Object.entries(source)) {
      if (!name.startsWith('$')) this.path(name)
      else this.#operator(name, condition)
    }
  }

  #operator(name: string, condition: Value): void {
    if (name === '$expr') this.expression(condition)
    else if (LOGICAL.has(name) && isArray(condition)) for (const part of condition) this.filter(part)
    else if (!WITHOUT_FIELDS.has(name)) this.all = true
  }
}

const LOGICAL = new Set(['$and', '$or', '$nor'])
const WITHOUT_FIELDS = new Set(['$comment', '$sampleRate'])

type Reads = (needed: Needed, spec: Value) => Then

const STAGES: Readonly<Record<string, Reads>> = {
  $match: (needed, spec) => {
    needed.filter(spec)
    return 'goes on'
  },
  $sort: (needed, spec) => {
    for (const path of isDoc(spec) ? Object.keys(spec) : []) needed.path(path)
    return 'goes on'
  },
  $limit: () => 'goes on',
  $skip: () => 'goes on',
  $sample: () => 'goes on',
  $set: readSet,
  $addFields: readSet,
  $unset: () => 'goes on',
  $unwind: (needed, spec) => {
    const path = isDoc(spec) ? spec['path'] : spec
    if (typeof path !== 'string') return 'all'
    needed.path(path.slice(1))
    return 'goes on'
  },
  $lookup: (needed, spec) => {
    if (!isDoc(spec) || typeof spec['as'] !== 'string') return 'all'
    needed.path(spec['as'])
    if (typeof spec['localField'] === 'string') needed.path(spec['localField'])
    // The inner pipeline sees this document only through its variables.
    needed.expression(spec['let'])
    return 'goes on'
  },
  $project: readProject,
  $group: (needed, spec) => {
    for (const column of isDoc(spec) ? Object.values(spec) : []) readColumn(needed, column)
    return 'ends'
  },
  $count: () => 'ends',
  $sortByCount: (needed, spec) => {
    needed.expression(spec)
    return 'ends'
  },
  $bucket: (needed, spec) => {
    if (!isDoc(spec)) return 'all'
    needed.expression(spec['groupBy'])
    for (const column of isDoc(spec['output']) ? Object.values(spec['output']) : [])
      readColumn(needed, column)
    return 'ends'
  },
  $replaceRoot: (needed, spec) => {
    needed.expression(isDoc(spec) ? spec['newRoot'] : spec)
    return 'ends'
  },
  $replaceWith: (needed, spec) => {
    needed.expression(spec)
    return 'ends'
  },
}

/** `$top` and its like name the fields of their order as keys. */
function readColumn(needed: Needed, column: Value): void {
  needed.expression(column)
  if (!isDoc(column)) return
  for (const operand of Object.values(column))
    if (isDoc(operand) && isDoc(operand['sortBy']))
      for (const path of Object.keys(operand['sortBy'])) needed.path(path)
}

function readSet(needed: Needed, spec: Value): Then {
  if (!isDoc(spec)) return 'all'
  for (const [path, value] of Object.entries(spec)) {
    // A path inside a field, or an object, changes a part of what is there.
    needed.path(path)
    needed.expression(value)
  }
  return 'goes on'
}

function readProject(needed: Needed, spec: Value): Then {
  if (!isDoc(spec)) return 'all'
  let includes = false
  for (const [path, value] of Object.entries(spec)) {
    needed.path(path)
    needed.expression(value)
    if (path === '_id') continue
    const plain = typeof value === 'boolean' || asNumber(value) !== undefined
    // A nested object may include or exclude; which of both is left to the projection itself.
    if (plain ? isTruthy(value) : typeof value === 'string') includes = true
  }
  if (!includes) return 'goes on'
  needed.fields.add('_id')
  return 'ends'
}
