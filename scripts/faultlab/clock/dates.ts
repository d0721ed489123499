import type { Connection } from 'mongoose'

/** Far less than a jump, far more than a run of the lab needs to come to its end. */
const NEAR_MS = 20 * 60_000
/** Paths that say when something will be over or due. */
const TO_COME = /(expires|until|due|forget|next|end|expected)/i

/**
 * Looks at every date that was written during a run. @returns in words those that are of an hour that nobody lived
 * through: later than now, where the path does not speak of something to come, or earlier than the run
 */
export async function datesOfNoTime(
  connection: Connection,
  span: { from: number; to: number },
): Promise<string[]> {
  const found = new Set<string>()
  for (const { name } of (await connection.db?.listCollections().toArray()) ?? []) {
    for await (const document of connection.collection(name).find({})) {
      for (const [path, at] of datesIn(document)) {
        if (at > span.to + NEAR_MS && !TO_COME.test(path)) found.add(`${name}.${path} is later than now`)
        if (at < span.from - NEAR_MS && at > span.from - 2 * 3_600_000 && WRITTEN.has(`${name}.${path}`))
          found.add(`${name}.${path} is earlier than the run`)
      }
    }
  }
  return [...found]
}

/** What only comes into being while the lab's customers and agents are at work. */
const WRITTEN: ReadonlySet<string> = new Set([
  'log.at',
  'inbox.at',
  'inbox.doneAt',
  'identities.createdAt',
  'audit.at',
])

function* datesIn(value: unknown, path = ''): Generator<readonly [string, number]> {
  if (value instanceof Date) yield [path, value.getTime()]
  else if (Array.isArray(value)) for (const one of value) yield* datesIn(one, path)
  else if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    for (const [name, one] of Object.entries(value)) yield* datesIn(one, path ? `${path}.${name}` : name)
}
