import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'lmdb'

const GETS = 300_000
const COMMITS = 60_000

/** What LMDB itself takes for the least that a read and a durable write can be, in µs of CPU an operation. */
export interface RawLimits {
  readonly getUs: number
  /**
   * Of a group commit for each of so many writers at once, of what an insert has to put: the record and its `_id`,
   * which come in order, entries of further indexes, which do not, and the answer to the writer's numbered write.
   */
  readonly commitUs: number
  readonly commitsPerSecond: number
}

/** Measured in this process on a file of its own: neither a wire nor a document. */
export async function measureRaw(shape: {
  writers: number
  indexes: number
  valueBytes: number
}): Promise<RawLimits> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-raw-'))
  const db = open<Buffer, Buffer>({
    path: join(dir, 'raw.lmdb'),
    keyEncoding: 'binary',
    encoding: 'binary',
    overlappingSync: false,
  })
  try {
    const value = Buffer.alloc(shape.valueBytes, 7)
    const entry = Buffer.alloc(8)
    let last = 0
    const commit = async (): Promise<void> => {
      last += 1
      const number = last
      await db.transaction(() => {
        db.putSync(keyOf(RECORD, number), value)
        db.putSync(keyOf(ID, number), entry)
        for (let index = 0; index < shape.indexes; index += 1)
          db.putSync(keyOf(INDEX + index, scattered(number + index)), entry)
        db.putSync(keyOf(ANSWER, number % shape.writers), entry)
      })
    }
    await together(shape.writers, COMMITS / 10, commit)
    const started = performance.now()
    const commitUs = await cpuUs(COMMITS, () => together(shape.writers, COMMITS, commit))
    const commitsPerSecond = (COMMITS / (performance.now() - started)) * 1000
    const getUs = await cpuUs(GETS, async () => {
      for (let get = 0; get < GETS; get += 1) db.get(keyOf(RECORD, 1 + (get % last)))
    })
    return { getUs, commitUs, commitsPerSecond }
  } finally {
    await db.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const RECORD = 1
const ID = 2
const ANSWER = 3
const INDEX = 4

/** The same numbers in no order. */
function scattered(number: number): number {
  return Math.imul(number, 2_654_435_761) >>> 0
}

/** As long as the keys of a record: kind, collection, record. */
function keyOf(kind: number, number: number): Buffer {
  const key = Buffer.alloc(13)
  key[0] = kind
  key.writeUInt32BE(number, 9)
  return key
}

async function cpuUs(operations: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / operations
}

/** Runs `total` operations by so many workers, each of which waits for its own before the next. */
export async function together(
  workers: number,
  total: number,
  work: (number: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < total) await work(next++)
    }),
  )
}
