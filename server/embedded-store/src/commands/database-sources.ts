import { createHash } from 'node:crypto'
import { parseStage } from '../aggregate/stage.ts'
import { type Doc, isArray, isDoc, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import { argument, type CommandContext } from './context.ts'
import { searchNotEnabled } from './search-indexes.ts'

/** Stages that bring documents from elsewhere than a collection, so the database itself is asked: `aggregate: 1`. */
const SOURCES: Readonly<Record<string, (spec: Value, context: CommandContext) => readonly Doc[]>> = {
  $documents: literalDocuments,
  $listLocalSessions: localSessions,
}
const UNSUPPORTED_SOURCES = new Set([
  '$changeStream',
  '$currentOp',
  '$listSessions',
  '$queryStats',
  '$shardedDataDistribution',
])

export interface DatabaseSource {
  readonly documents: readonly Doc[]
  readonly rest: readonly Value[]
}

/** What the first stage of a pipeline on the database brings; undefined for a pipeline on a collection. */
export function databaseSource(
  context: CommandContext,
  pipeline: readonly Value[],
): DatabaseSource | undefined {
  const onDatabase = typeof argument(context, 'aggregate') !== 'string'
  const [first, ...rest] = pipeline
  const { name, spec } = first === undefined ? { name: '', spec: undefined } : parseStage(first)
  if (name === '$listSearchIndexes') throw searchNotEnabled()
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined
  if (!onDatabase) {
    if (source) throw new StoreError(73, `${name} can only be run with {aggregate: 1}`)
    return undefined
  }
  if (UNSUPPORTED_SOURCES.has(name)) throw notSupported(name)
  if (!source)
    throw new StoreError(
      73,
      `{aggregate: 1} is not valid for '${name || 'an empty pipeline'}'; a collection is required.`,
    )
  return { documents: source(spec, context), rest }
}

function literalDocuments(spec: Value, { variables }: CommandContext): readonly Doc[] {
  const value = compileExpression(spec)({ root: {}, variables })
  if (!isArray(value))
    throw new StoreError(5858203, 'error during aggregation: $documents must evaluate to an array')
  return value.map((item) => {
    if (!isDoc(item)) throw new StoreError(5858204, '$documents: every element must be an object')
    return item
  })
}

function localSessions(spec: Value, { store }: CommandContext): readonly Doc[] {
  if (!isDoc(spec)) throw new StoreError(14, '$listLocalSessions options must be an object')
  if (Object.keys(spec).some((option) => spec[option] !== false))
    throw notSupported('$listLocalSessions with options')
  const user = store.credential ? `${store.credential.user}@admin` : ''
  return store.knownSessions.list(Date.now(), createHash('sha256').update(user).digest())
}
