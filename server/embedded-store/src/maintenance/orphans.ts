import type { Collection } from '../storage/collection.ts'
import type { Environment } from '../storage/environment.ts'
import { counterKey, GARBAGE_RANGE, garbageRange, indexRange, recordRange } from '../storage/keys.ts'

interface Range {
  readonly start: Buffer
  readonly end: Buffer
}

/** What is in the file for no collection and no index: a sentence for each. What is still being removed is none. */
export function orphans(env: Environment, collections: readonly Collection[]): string[] {
  const garbage = env.entries(GARBAGE_RANGE).map(({ key }) => garbageRange(key))
  const records = [...collections.map(({ id }) => recordRange(id)), ...garbage]
  const entries = [
    ...collections.flatMap(({ indexes }) => indexes.map(({ id }) => indexRange(id))),
    ...garbage,
  ]
  const counters = collections.map(({ id }) => wholeKey(counterKey(id)))
  return [
    ...unknownRanges(env, { kind: recordRange, known: records, words: 'documents of no collection' }),
    ...unknownRanges(env, { kind: indexRange, known: entries, words: 'entries of no index' }),
    ...unknownRanges(env, { kind: counterRange, known: counters, words: 'a number for no collection' }),
  ]
}

function counterRange(id: number): Range {
  return { start: counterKey(id), end: counterKey(id + 1) }
}

function wholeKey(key: Buffer): Range {
  return { start: key, end: Buffer.concat([key, Buffer.of(0)]) }
}

/** Jumps over what is known; whatever is met between is known to nobody. */
function unknownRanges(
  env: Environment,
  { kind, known, words }: { kind: (id: number) => Range; known: readonly Range[]; words: string },
): string[] {
  const sorted = known.toSorted((a, b) => a.start.compare(b.start))
  const { start: first } = kind(0)
  const end = Buffer.of((first[0] ?? 0) + 1)
  const found: string[] = []
  let start = Buffer.of(first[0] ?? 0)
  while (start.compare(end) < 0) {
    const [next] = env.entries({ start, end, limit: 1 })
    if (!next) break
    const at = next.key
    const range = sorted.find((one) => one.start.compare(at) <= 0 && at.compare(one.end) < 0)
    if (!range) found.push(`the file holds ${words} (number ${at.readUInt32BE(1)})`)
    start = Buffer.from(range?.end ?? kind(at.readUInt32BE(1)).end)
  }
  return found
}
