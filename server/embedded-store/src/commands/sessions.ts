import { randomUUID } from 'node:crypto'
import type { Binary } from 'bson'
import { Binary as BinaryValue, Long } from 'bson'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { bsonType, type Doc, double, int, isArray, isDoc, type Value } from '../bson/value.ts'
import { CODE_NAMES, StoreError } from '../errors.ts'
import type { RetryId } from '../storage/reply-memory.ts'
import type { Transaction } from '../storage/transaction.ts'
import { argument, type CommandContext, type Commands } from './context.ts'
import { type SlicedWrite, writeInSlices } from './slices.ts'

export const SESSION_MINUTES = 30
const UUID_SUBTYPE = 4
const NO_TRANSACTIONS =
  'The embedded store has no multi-document transactions; set MONGODB_URI to use a MongoDB server'

export const SESSIONS: Commands = {
  startSession: {
    handler: () => ({ id: { id: newSessionId() }, timeoutMinutes: int(SESSION_MINUTES), ok: double(1) }),
  },
  endSessions: { handler: (context) => endSessions(context, 'endSessions'), fields: [] },
  killSessions: { handler: (context) => endSessions(context, 'killSessions'), fields: [] },
  killAllSessions: { handler: killAllSessions, fields: [] },
  refreshSessions: { handler: () => ({ ok: double(1) }), fields: [] },
  commitTransaction: { handler: refuse },
  abortTransaction: { handler: refuse },
}

function refuse(): never {
  throw new StoreError(263, NO_TRANSACTIONS)
}

function newSessionId(): Binary {
  return new BinaryValue(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), UUID_SUBTYPE)
}

function sessionBytes(lsid: Value): Buffer | undefined {
  const id = isDoc(lsid) ? lsid['id'] : undefined
  if (bsonType(id) !== 'Binary') return undefined
  return Buffer.from((id as Binary).value())
}

export function sessionOf(context: CommandContext): string | undefined {
  return sessionBytes(argument(context, 'lsid'))?.toString('hex')
}

function endSessions({ body, store }: CommandContext, name: string): Doc {
  const sessions = body[name]
  for (const session of isArray(sessions) ? sessions : []) {
    const bytes = sessionBytes(session)
    if (!bytes) continue
    store.cursors.killSession(bytes.toString('hex'))
    store.readers?.endSession(bytes.toString('hex'))
    store.knownSessions.end(bytes.toString('hex'))
  }
  return { ok: double(1) }
}

/** There is one user, so all sessions are its own. */
function killAllSessions({ store }: CommandContext): Doc {
  for (const session of store.knownSessions.ids()) {
    store.cursors.killSession(session)
    store.knownSessions.end(session)
  }
  return { ok: double(1) }
}

function retryIdOf(context: CommandContext): RetryId | undefined {
  const number = argument(context, 'txnNumber')
  if (number === undefined) return undefined
  const session = sessionBytes(argument(context, 'lsid'))
  if (!session || !(number instanceof Long))
    throw new StoreError(72, 'txnNumber needs a session id and a long')
  return { session, number }
}

/** Whether this numbered write was already done and will be answered from memory. */
export function isResend(context: CommandContext): boolean {
  const retry = retryIdOf(context)
  return retry !== undefined && context.store.replies.find(retry)?.finished === true
}

/** Runs a write in the next commit; a numbered write that was already done is answered from memory instead. */
export function writeOnce(context: CommandContext, work: (tx: Transaction) => Doc): Promise<Buffer> {
  return writeSliced(context, {
    // biome-ignore lint/correctness/useYield: it is short enough not to be interrupted
    *work({ tx }) {
      return work(tx)
    },
  })
}

/** Runs a write that may take long, so that others get in between; see `writeInSlices`. */
export async function writeSliced(
  context: CommandContext,
  write: Pick<SlicedWrite, 'work' | 'progress'>,
): Promise<Buffer> {
  const { store, body } = context
  const concernError = writeConcernError(body['writeConcern'])
  const reply = await writeInSlices({ store, retry: retryIdOf(context), ...write })
  return concernError ? encode({ ...decode(reply), writeConcernError: concernError }) : reply
}

/** Every commit is on the disk before its reply, so each concern that one member can give is given; others are told of. */
function writeConcernError(concern: Value): Doc | undefined {
  if (!isDoc(concern)) return undefined
  const { w } = concern
  if (typeof w === 'string' && w !== 'majority')
    return concernFailure(
      79,
      `No write concern mode named '${w}' found in replica set configuration`,
      concern,
    )
  const members = bsonType(w) === 'Int32' || bsonType(w) === 'Double' ? Number(w) : 1
  return members > 1 ? concernFailure(100, 'Not enough data-bearing nodes', concern) : undefined
}

function concernFailure(code: 79 | 100, errmsg: string, concern: Doc): Doc {
  const writeConcern = { ...concern, wtimeout: concern['wtimeout'] ?? int(0), provenance: 'clientSupplied' }
  return { code: int(code), codeName: CODE_NAMES[code], errmsg, errInfo: { writeConcern } }
}
