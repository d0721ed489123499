import { sizeOf } from '../bson/size.ts'
import { asNumber, type Doc, hasField, integer, isDoc, isNumber, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import { MAX_STAGE_BYTES, Memory } from './memory.ts'
import type { CompileStage } from './stage.ts'
import { TRANSFORMS } from './transforms.ts'

/** Stages that take their documents one by one, or that keep a random few of them. */
export const STREAMING: Readonly<Record<string, CompileStage>> = {
  ...Object.fromEntries(Object.entries(TRANSFORMS).map(([name, compile]) => [name, mapStage(compile)])),
  $match: (spec, { variables }) => {
    if (!isDoc(spec)) throw new StoreError(15959, 'the match filter must be an expression in an object')
    const filter = compileFilter(spec, variables)
    return function* match(input) {
      for (const doc of input) if (matches(filter, doc)) yield doc
    }
  },
  $limit: (spec) => {
    const count = positive('$limit', spec, 1)
    return (input) => slice(input, 0, count)
  },
  $skip: (spec) => {
    const count = positive('$skip', spec, 0)
    return (input) => slice(input, count, Number.POSITIVE_INFINITY)
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '')
      throw new StoreError(spec === '' ? 40157 : 40156, 'the count field must be a non-empty string')
    if (spec.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path')
    if (spec.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'")
    return function* count(input) {
      let total = 0
      for (const _ of input) total += 1
      if (total > 0) yield { [spec]: integer(total) }
    }
  },
  $sample: compileSample,
}

function mapStage(
  compile: (spec: Value, variables: Parameters<CompileStage>[1]['variables']) => (doc: Doc) => Doc,
): CompileStage {
  return (spec, { variables }) => {
    const transform = compile(spec, variables)
    return function* map(input) {
      for (const doc of input) yield transform(doc)
    }
  }
}

export function positive(stage: string, spec: Value, least: number): number {
  const number = asNumber(spec)
  if (number === undefined || !Number.isInteger(number) || number < least)
    throw new StoreError(15958, `the ${stage} must be a whole number of at least ${least}`)
  return number
}

function* slice(input: Iterable<Doc>, from: number, count: number): Generator<Doc, void, undefined> {
  let position = 0
  for (const doc of input) {
    position += 1
    if (position <= from) continue
    yield doc
    if (position - from >= count) return
  }
}

function compileSample(spec: Value): ReturnType<CompileStage> {
  if (!isDoc(spec)) throw new StoreError(28745, 'the $sample stage specification must be an object')
  for (const name of Object.keys(spec))
    if (name !== 'size') throw new StoreError(28748, `unrecognized option to $sample: ${name}`)
  if (!hasField(spec, 'size')) throw new StoreError(28749, '$sample stage must specify a size')
  const size = isNumber(spec['size']) ? asNumber(spec['size']) : undefined
  if (size === undefined) throw new StoreError(28746, 'size argument to $sample must be a number')
  if (size <= 0) throw new StoreError(28747, 'size argument to $sample must be a positive integer')
  const count = Math.trunc(size)
  return (input) => {
    const memory = new Memory(`$sample exceeded memory limit of ${MAX_STAGE_BYTES} bytes`)
    const kept: Doc[] = []
    let seen = 0
    // Every document stays with the same chance, and no more than were asked for are kept.
    for (const doc of input) {
      seen += 1
      if (kept.length < count) {
        memory.add(sizeOf(doc))
        kept.push(doc)
        continue
      }
      const place = Math.floor(Math.random() * seen)
      if (place < count) kept[place] = doc
    }
    return shuffled(kept)
  }
}

function shuffled(docs: Doc[]): Doc[] {
  for (let index = docs.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1))
    const [a, b] = [docs[index], docs[other]]
    if (a && b) [docs[index], docs[other]] = [b, a]
  }
  return docs
}
