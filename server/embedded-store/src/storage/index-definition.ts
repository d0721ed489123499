import { compareNumbers } from '../bson/compare.ts'
import { asNumber, type Doc, fieldEntries, integer, isDoc, isNumber, type Value } from '../bson/value.ts'
import { refused, StoreError } from '../errors.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import type { IndexField } from './index-keys.ts'

export interface Index {
  readonly id: number
  readonly name: string
  /** As the client wrote it; also what `keyPattern` shows. */
  readonly keyPattern: Doc
  readonly fields: readonly IndexField[]
  readonly unique: boolean
  readonly sparse: boolean
  readonly partial: Filter | undefined
  readonly expireAfterSeconds: number | undefined
  readonly options: Doc
  /** Stored in the same commit as the first entry that needs it. */
  multikey: boolean
  shortened: boolean
  /** Since when its uses are counted: the start of the process, or its creation. */
  readonly since: Date
  /** Entries are still missing: writes keep it up, no query reads it, and a start after a crash takes it away. */
  building: boolean
  /** An index is used only after the commit that filled it. */
  ready: boolean
}

const MAX_FIELDS = 16
const KNOWN_OPTIONS = new Set(['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'hidden'])
/** Kinds of indexes and their options that MongoDB has besides. */
const OTHER_KINDS = new Set(['text', '2d', '2dsphere', 'geoHaystack', 'hashed', 'columnstore'])
const ELSEWHERE = new Set([
  '2dsphereIndexVersion',
  'bits',
  'bucketSize',
  'clustered',
  'collation',
  'default_language',
  'language_override',
  'max',
  'min',
  'prepareUnique',
  'storageEngine',
  'textIndexVersion',
  'weights',
  'wildcardProjection',
])
/** Drivers and mongoose send these; they change nothing here. */
const IGNORED_OPTIONS = new Set(['key', 'name', 'v', 'background', 'ns'])

export function parseIndex(spec: Doc, id: number): Index {
  const keyPattern = spec['key']
  if (!isDoc(keyPattern))
    throw new StoreError(9, "The 'key' field is a required property of an index specification")
  const fields = parseFields(keyPattern)
  for (const { path, parts } of fields) {
    if (parts.some((part) => /^\d+$/.test(part)))
      throw refused(67, `an index on an array position ('${path}')`)
  }
  const name = spec['name']
  if (typeof name !== 'string' || name === '')
    throw new StoreError(9, "The 'name' field is a required property of an index specification")
  const options: Doc = {}
  for (const [option, value] of Object.entries(spec)) if (keepsOption(option)) options[option] = value
  const partial = options['partialFilterExpression']
  if (partial !== undefined && !isDoc(partial))
    throw new StoreError(67, 'partialFilterExpression must be an object')
  if (partial !== undefined && options['sparse'] === true)
    throw new StoreError(67, 'cannot mix "partialFilterExpression" and "sparse" options')
  return {
    id,
    name,
    keyPattern,
    fields,
    unique: isTrue(options['unique']) || name === '_id_',
    sparse: isTrue(options['sparse']),
    partial: partial && compileFilter(partial),
    expireAfterSeconds: parseExpiry(options['expireAfterSeconds'], fields),
    options,
    multikey: false,
    shortened: false,
    since: new Date(),
    building: false,
    ready: true,
  }
}

function keepsOption(option: string): boolean {
  if (KNOWN_OPTIONS.has(option)) return true
  if (IGNORED_OPTIONS.has(option)) return false
  if (ELSEWHERE.has(option)) throw refused(67, `an index with ${option}`)
  throw new StoreError(197, `The field '${option}' is not valid for an index specification`)
}

function isTrue(value: Value): boolean {
  return value === true || (isNumber(value) && asNumber(value) !== 0)
}

export function parseFields(pattern: Doc): IndexField[] {
  const entries = fieldEntries(pattern)
  if (entries.length === 0) throw new StoreError(67, 'Index keys cannot be empty.')
  if (entries.length > MAX_FIELDS) throw refused(67, `an index of more than ${MAX_FIELDS} fields`)
  return entries.map(([path, value]) => ({ path, parts: checkedParts(path), direction: directionOf(value) }))
}

function directionOf(value: Value): 1 | -1 {
  if (typeof value === 'string' && OTHER_KINDS.has(value)) throw refused(67, `a ${value} index`)
  const direction = isNumber(value) ? asNumber(value) : undefined
  if (direction === undefined) throw new StoreError(67, `Unknown index plugin '${String(value)}'`)
  if (direction === 0 || Number.isNaN(direction))
    throw new StoreError(67, 'Values in the index key pattern cannot be 0.')
  return direction > 0 ? 1 : -1
}

function checkedParts(path: string): readonly string[] {
  const parts = path.split('.')
  if (parts.includes('$**')) throw refused(67, 'a wildcard index')
  if (parts.includes('')) throw new StoreError(67, 'Index keys cannot contain an empty field.')
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(67, `Index key contains an illegal field name: field name starts with '$': ${path}`)
  return parts
}

const MAX_EXPIRY_SECONDS = 2_147_483_647

function parseExpiry(value: Value, fields: readonly IndexField[]): number | undefined {
  if (value === undefined) return undefined
  const seconds = asNumber(value)
  if (seconds === undefined || seconds < 0 || seconds > MAX_EXPIRY_SECONDS)
    throw new StoreError(67, 'TTL index expireAfterSeconds must be a number between 0 and 2147483647')
  if (fields.length !== 1 || fields[0]?.path === '_id')
    throw new StoreError(67, 'TTL indexes are single-field indexes, not on _id')
  return seconds
}

/** As `listIndexes` shows it. */
export function describeIndex(index: Index): Doc {
  return { v: integer(2), key: index.keyPattern, name: index.name, ...index.options }
}

/** As the catalog keeps it. */
export function storeIndex(index: Index): Doc {
  return {
    ...describeIndex(index),
    id: integer(index.id),
    multikey: index.multikey,
    shortened: index.shortened,
    building: index.building,
  }
}

export function restoreIndex(stored: Doc): Index {
  const { id, multikey, shortened, building, ...spec } = stored
  const marks = { multikey: isTrue(multikey), shortened: isTrue(shortened), building: isTrue(building) }
  return Object.assign(parseIndex(spec, asNumber(id) ?? 0), marks, { ready: !marks.building })
}

export function sameKeyPattern(a: Doc, b: Doc): boolean {
  const left = Object.entries(a)
  const right = Object.entries(b)
  if (left.length !== right.length) return false
  return left.every(([path, value], position) => {
    const [otherPath, otherValue] = right[position] ?? []
    return (
      path === otherPath && isNumber(value) && isNumber(otherValue) && compareNumbers(value, otherValue) === 0
    )
  })
}
