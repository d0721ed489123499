import type { Namespace, Socket } from 'socket.io'
import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import { OpenThread, SeenThread, Typing, type User } from '../contract/index.ts'
import type { Drafts } from '../conversations/draft.ts'
import { PAGE, type Reader } from '../conversations/read.ts'
import { subjectOf } from '../conversations/subject.ts'
import type { TakeBack } from '../conversations/take-back.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import type { Views } from '../conversations/views.ts'
import { AppError, toErrorBody } from '../errors.ts'
import type { Logger } from '../log.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { serveViews } from './console-views.ts'
import { customerRoom, type FanOut, threadRoom, userRoom } from './fan-out.ts'
import type { HeadBus } from './head-bus.ts'
import type { LiveCounts } from './live-counts.ts'
import type { PresenceBook } from './presence.ts'
import { createBucket, door } from './socket-door.ts'
import type { Viewers } from './viewers.ts'
import type { WallWatch } from './wall-watch.ts'

const CATCH_UP_LIMIT = 500
// Made once: a schema of its own for each socket would be most of what a connection weighs.
const CloseThread = z.strictObject({ thread: z.string().max(64) })
const Beat = z.unknown()

export interface SignedInSocket {
  user: User
  sessionId: string
}

export interface ConsoleDeps {
  namespace: Namespace
  widgets: Namespace
  authenticate: (headers: Record<string, string | string[] | undefined>) => Promise<SignedInSocket>
  presenceOf: (user: User) => Promise<'online' | 'away'>
  /** Whoever is at the desk uses the session, even without a request. */
  touch: (sessionId: string) => Promise<void>
  book: PresenceBook
  threads: Threads
  reader: Reader
  drafts: Drafts
  takeBack: Pick<TakeBack, 'heldBy'>
  views: Views
  fanOut: FanOut
  bus: Pick<HeadBus, 'publish'>
  counts: LiveCounts
  viewers: Viewers
  walls: WallWatch
  log: Logger
}

/** Staff's side of the live connection; who it is was decided by the session cookie. */
export function serveConsoles(deps: ConsoleDeps): void {
  const { namespace, authenticate } = deps
  namespace.use((socket, next) => {
    authenticate(socket.handshake.headers)
      .then((signedIn) => {
        socket.data = signedIn
        next()
      })
      .catch((error: unknown) => next(Object.assign(new Error('refused'), { data: toErrorBody(error) })))
  })
  namespace.on('connection', (socket) => void serveConsole(deps, socket).catch(() => socket.disconnect(true)))
}

async function serveConsole(deps: ConsoleDeps, socket: Socket): Promise<void> {
  const { user } = socket.data as SignedInSocket
  await socket.join(userRoom(user.id))
  serveThreads(deps, socket, user)
  serveSigns(deps, socket, user)
  serveViews(deps, socket, user)
  servePresence(deps, socket, user)
  deps.walls.serve(socket, user)
}

function serveThreads(
  { threads, reader, drafts, takeBack, fanOut, viewers, log }: ConsoleDeps,
  socket: Socket,
  user: User,
): void {
  const spend = createBucket(60, 20)

  socket.on(
    'thread:open',
    door({
      name: 'thread:open',
      schema: OpenThread,
      spend,
      log,
      handle: async ({ thread: id, after = 0 }) => {
        // Joined before reading: what happens in between is then in the snapshot, in an event, or in both.
        await socket.join(threadRoom(id))
        const thread = await threads.findById(id).lean<Thread>()
        try {
          if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
          authorise(user, 'thread.read', subjectOf(thread))
        } catch (error) {
          await socket.leave(threadRoom(id))
          throw error
        }
        fanOut.joined(thread)
        const row = await reader.row(thread)
        viewers.opened(row)
        const behind = thread.head - after
        const catchUp = after > 0 && behind >= 0 && behind <= CATCH_UP_LIMIT
        const { entries, more } = catchUp
          ? { entries: await reader.range(thread, after + 1, thread.head), more: true }
          : await reader.page(thread, thread.head + 1, PAGE)
        const [own, held] = await Promise.all([
          drafts.of(thread.identity, id, user.id),
          takeBack.heldBy(user.id, id),
        ])
        // It went out of their sight meanwhile, and nobody would tell them again.
        if (!socket.rooms.has(threadRoom(id))) throw new AppError('forbidden')
        return { row, entries, more, drafts: own, held, resync: after > 0 && !catchUp }
      },
    }),
  )
  socket.on(
    'thread:close',
    door({
      name: 'thread:close',
      schema: CloseThread,
      log,
      handle: async ({ thread }) => {
        await socket.leave(threadRoom(thread))
        viewers.left(thread)
        return {}
      },
    }),
  )
  socket.on('disconnecting', () => {
    for (const room of socket.rooms)
      if (room.startsWith('thread:')) setImmediate(() => viewers.left(room.slice('thread:'.length)))
  })
}

/** Signs that somebody is there: what they read, that they write. */
function serveSigns({ threads, bus, widgets, viewers, log }: ConsoleDeps, socket: Socket, user: User): void {
  const spend = createBucket(60, 20)
  // Only who has the thread open, and so was authorised, is heard in it.
  const assertOpen = (thread: string) => {
    if (!socket.rooms.has(threadRoom(thread))) throw new AppError('forbidden')
  }
  socket.on(
    'thread:seen',
    door({
      name: 'thread:seen',
      schema: SeenThread,
      spend,
      log,
      handle: async ({ thread: id, publicSeq }) => {
        assertOpen(id)
        const own = { _id: id, control: 'agent', 'agent.id': user.id }
        // Only ever raised, and never beyond what there is.
        const raised = await threads
          .findOneAndUpdate(
            ownFilter({ ...own, seen: { $lt: publicSeq }, publicHead: { $gte: publicSeq } }),
            { $set: { seen: publicSeq } },
            { returnDocument: 'after', projection: { head: 1 }, writeConcern: relaxed },
          )
          .lean<Pick<Thread, '_id' | 'head'>>()
        if (raised) bus.publish({ thread: raised._id, head: raised.head, again: true })
        return {}
      },
    }),
  )
  socket.on(
    'typing',
    door({
      name: 'typing',
      schema: Typing,
      spend,
      log,
      handle: async ({ thread, on }) => {
        assertOpen(thread)
        socket
          .to([threadRoom(thread), ...viewers.roomsOf(thread)])
          .volatile.emit('typing', { thread, by: { type: 'agent', id: user.id, name: user.name }, on })
        widgets.to(customerRoom(thread)).volatile.emit('typing', { by: 'agent', name: user.name, on })
        return {}
      },
    }),
  )
}

function servePresence(
  { book, presenceOf, touch, namespace, log }: ConsoleDeps,
  socket: Socket,
  user: User,
): void {
  const { sessionId } = socket.data as SignedInSocket
  // Another tab may still be open; a tab on another server says so with its next beat.
  const leave = async () => {
    const others = namespace.adapter.rooms.get(userRoom(user.id))?.size ?? 0
    if (others === 0) await book.leave(user.id)
  }
  const beat = async () => {
    await Promise.all([book.set(user.id, await presenceOf(user)), touch(sessionId)])
    // Whoever left while this was written would be offered work for as long as a beat counts.
    if (socket.disconnected) await leave()
    return {}
  }
  void beat().catch(() => undefined)
  socket.on(
    'presence:beat',
    door({ name: 'presence:beat', schema: Beat, log, spend: createBucket(5, 1), handle: beat }),
  )
  socket.on('disconnect', () => void leave())
}
