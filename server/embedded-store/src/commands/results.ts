import type { Long } from 'bson'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { asNumber, type Doc, int, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { ReadPool } from '../readers/pool.ts'
import { writeReply } from '../wire/message.ts'
import { argument, type CommandContext } from './context.ts'
import type { Deadline } from './deadline.ts'

const BATCH = 500

/** What a pipeline gives, in batches, for a stage that writes it. */
export type Results = AsyncGenerator<readonly Doc[], void, void>

/** Results that are made here. */
export async function* resultsHere(docs: Iterable<Doc>): Results {
  let batch: Doc[] = []
  for (const doc of docs) {
    batch.push(doc)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

/** Results that a read worker makes: the thread that writes only takes them. */
export async function* resultsBeside(
  context: CommandContext,
  pipeline: readonly Value[],
  { readers, deadline }: { readers: ReadPool; deadline: Deadline | undefined },
): Results {
  const collection = argument(context, 'aggregate')
  const ask = async (command: Doc, cursor?: bigint): Promise<Doc> => {
    const bytes = writeReply({ id: 0, kind: 'msg' }, encode({ ...command, $db: context.database }))
    return cursorOf(decode(await readers.ask(bytes, context.connection, cursor)))
  }
  const limit: Doc = deadline ? { maxTimeMS: int(Math.max(1, Math.floor(deadline.remainingMs))) } : {}
  let open = 0n
  try {
    let reply = await ask({
      aggregate: collection,
      pipeline,
      cursor: { batchSize: int(BATCH) },
      hint: argument(context, 'hint'),
      let: argument(context, 'let'),
      ...limit,
    })
    for (;;) {
      const { firstBatch, nextBatch, id } = reply
      const batch = firstBatch ?? nextBatch
      open = (id as Long).toBigInt()
      yield isArray(batch) ? batch.filter(isDoc) : []
      if (open === 0n) return
      reply = await ask({ getMore: id, collection, batchSize: int(BATCH) }, open)
    }
  } finally {
    // Where the writing failed, nobody asks for the rest.
    if (open !== 0n) await readers.kill(open).catch(() => false)
  }
}

/** @throws StoreError as the worker's reply has it */
function cursorOf(reply: Doc): Doc {
  const { cursor, ok, code, errmsg } = reply
  if (asNumber(ok) === 1 && isDoc(cursor)) return cursor
  throw new StoreError(asNumber(code) ?? 1, String(errmsg))
}
