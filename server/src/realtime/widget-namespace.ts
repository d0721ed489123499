import type { Namespace, Socket } from 'socket.io'
import { z } from 'zod'
import { Rate, SendMessage, Sync, type SyncAnswer, Visit } from '../contract/index.ts'
import type { Reader } from '../conversations/read.ts'
import { newThread, type Thread, type Threads } from '../conversations/thread.ts'
import type { ThreadLookup } from '../conversations/thread-lookup.ts'
import { AppError, toErrorBody } from '../errors.ts'
import type { Files } from '../files/files.ts'
import type { Accept } from '../ingest/accept.ts'
import type { ThreadKey } from '../ingest/event.ts'
import type { Logger } from '../log.ts'
import { storeDate, storeNow } from '../storage/clock.ts'
import { relaxed } from '../storage/mongo.ts'
import type { Opener } from '../widget/account.ts'
import type { SessionClaims, SessionTokens } from '../widget/tokens.ts'
import type { NoteVisit } from '../widget/visits.ts'
import { customerRoom, type FanOut, threadRoom } from './fan-out.ts'
import type { PublicStates } from './public-state.ts'
import { createBuckets, createLines, type Doors, door, forgetHandshake, openDoors } from './socket-door.ts'

const SYNC_LIMIT = 200
const BURST = 30
const PER_SECOND = 5
/** Asked again for every 200 entries of a long history, and at every gap. */
const SYNCS = 60
const SYNCS_PER_SECOND = 10
// Made once: a schema of its own for each socket would be most of what a connection weighs.
const Handshake = z.object({ token: z.string().max(4096), visit: Visit.optional() })
const TypingSign = z.strictObject({ on: z.boolean() })
const ReadSign = z.strictObject({ upTo: z.number().int().nonnegative() })

export interface WidgetDeps {
  namespace: Namespace
  consoles: Namespace
  tokens: SessionTokens
  /** False for a session whose account or customer is gone: nothing more is accepted from it. */
  admits: (claims: SessionClaims) => Promise<boolean>
  threads: Threads
  /** Reads a thread, together with what others ask for at that moment. */
  threadOf: ThreadLookup
  reader: Reader
  states: PublicStates
  accept: Accept
  files: Pick<Files, 'send'>
  /** The words of a proactive message of an account; undefined when it is gone. */
  openerOf: (account: string, opener: Opener) => Promise<string | undefined>
  /** Keeps where the customer is. */
  noteVisit: NoteVisit
  fanOut: FanOut
  log: Logger
}

/** The customer's side of the live connection. A token says whose thread it is; no event names a thread. */
export function serveWidgets(deps: WidgetDeps): void {
  const { namespace, tokens } = deps
  namespace.use((socket, next) => {
    const auth: unknown = socket.handshake.auth
    const token = Handshake.safeParse(auth)
    tokens
      .read(token.success ? token.data.token : undefined)
      .then(async (claims) => {
        if (!(await deps.admits(claims))) throw new AppError('unknown_account')
        socket.data = claims
        next()
        const visit = token.data?.visit
        if (visit) deps.noteVisit(claims, { ...visit, userAgent: socket.handshake.headers['user-agent'] })
      })
      .catch((error: unknown) => next(Object.assign(new Error('refused'), { data: toErrorBody(error) })))
  })
  const doors: Doors = new Map([...messageDoors(deps), ...signDoors(deps)])
  const serve = async (socket: Socket) => {
    forgetHandshake(socket)
    const { thread, expiresAt } = claimsOf(socket)
    const expiry = setTimeout(
      () => {
        socket.emit('session:ended', { code: 'token_expired' })
        socket.disconnect(true)
      },
      Math.min(expiresAt - storeNow(deps.threads.db), 2 ** 31 - 1),
    )
    socket.on('disconnect', () => clearTimeout(expiry))
    await socket.join(customerRoom(thread))
    openDoors(socket, doors)
  }
  namespace.on('connection', (socket) => void serve(socket).catch(() => socket.disconnect(true)))
}

function claimsOf(socket: Socket): SessionClaims & { expiresAt: number } {
  return socket.data
}

function messageDoors(deps: WidgetDeps) {
  const { threads, threadOf, reader, states, accept, files, openerOf, fanOut, log } = deps
  const spend = createBuckets(BURST, PER_SECOND)
  const inLine = createLines()
  const send = door({
    name: 'message:send',
    schema: SendMessage,
    spend,
    log,
    handle: async ({ id, n, text, files: ids = [], opener }, socket) => {
      const claims = claimsOf(socket)
      const key = toThreadKey(claims)
      const accepted = await inLine(socket, async () => {
        const attached = await files.send({ thread: key.thread, sender: 'customer' }, ids, true)
        const before = opener && (await openerOf(claims.account, opener))
        const body = {
          kind: 'message' as const,
          text,
          clientId: id,
          ...(attached.length > 0 ? { files: attached } : {}),
          ...(before ? { opener: before } : {}),
        }
        return await accept({ key, sender: 'customer', dedupKey: id, n, body })
      })
      return { id, at: accepted.at, duplicate: accepted.duplicate }
    },
  })
  const rate = door({
    name: 'rating:send',
    schema: Rate,
    spend,
    log,
    handle: async ({ id, score, comment }, socket) => {
      const body = { kind: 'rating' as const, score, ...(comment ? { comment } : {}) }
      await accept({ key: toThreadKey(claimsOf(socket)), sender: 'customer', dedupKey: id, body })
      return {}
    },
  })
  const sync = door({
    name: 'sync',
    schema: Sync,
    spend: createBuckets(SYNCS, SYNCS_PER_SECOND),
    log,
    handle: async ({ after }, socket): Promise<SyncAnswer> => {
      const key = toThreadKey(claimsOf(socket))
      const thread = (await threadOf(key.thread)) ?? unopened(key, storeDate(threads.db))
      const resync = after > thread.publicHead
      const from = resync ? 0 : after
      const entries = await reader.publicAfter(thread, from, SYNC_LIMIT)
      fanOut.joined(thread)
      return { after: from, entries, state: await states.of(thread), resync }
    },
  })
  return [send, rate, sync]
}

/** What may get lost without harm: typing, and what was read. */
function signDoors({ consoles, threads, log }: WidgetDeps) {
  const spend = createBuckets(20, 4)
  const typing = door({
    name: 'typing',
    schema: TypingSign,
    spend,
    log,
    handle: async ({ on }, socket) => {
      const { thread, customer, name } = claimsOf(socket)
      const by = { type: 'customer' as const, id: customer, name }
      consoles.to(threadRoom(thread)).volatile.emit('typing', { thread, by, on })
      return {}
    },
  })
  const read = door({
    name: 'read',
    schema: ReadSign,
    spend,
    log,
    handle: async ({ upTo }, socket) => {
      await threads.updateOne(
        { _id: claimsOf(socket).thread },
        { $max: { readByCustomer: upTo } },
        { writeConcern: relaxed },
      )
      return {}
    },
  })
  return [typing, read]
}

function toThreadKey(claims: SessionClaims): ThreadKey {
  const { thread, account, identity, customer, name, vip, language } = claims
  const key = { thread, account, channel: 'web', identity, customer, customerName: name, vip }
  return language ? { ...key, language } : key
}

/** A thread in which nothing was said yet exists only in the token. */
function unopened(key: ThreadKey, now: Date): Thread {
  return { ...newThread(key, now), status: 'open' }
}
