import { randomUUID } from 'node:crypto'
import type { Namespace, Socket } from 'socket.io'
import type { Row } from '../contract/index.ts'
import type { Reader } from '../conversations/read.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { rowRooms } from '../conversations/views.ts'
import type { Logger } from '../log.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { threadRoom } from './fan-out.ts'
import type { SignedInSocket } from './socket-user.ts'

/** Said again this often, so that who came later learns it and who is gone is forgotten. */
const AGAIN_MS = 10_000

/**
 * Who has which conversation open, for the conversation itself and for the lists that show it. Each server speaks of its
 * own sockets under its own name, and a client adds them up: a server that dies is forgotten by its silence.
 */
export function createViewers(deps: { namespace: Namespace; threads: Threads; reader: Reader; log: Logger }) {
  const { namespace, threads, reader, log } = deps
  const server = randomUUID().slice(0, 8)
  /** The lists that show each open conversation. */
  const rooms = new Map<string, string[]>()

  const event = (thread: string) => {
    const people = new Map<string, string>()
    for (const id of namespace.adapter.rooms.get(threadRoom(thread)) ?? []) {
      const viewer = (namespace.sockets.get(id)?.data as SignedInSocket | undefined)?.user
      // Two tabs of one person are one person.
      if (viewer) people.set(viewer.id, viewer.name)
    }
    return { thread, server, agents: [...people].map(([id, name]) => ({ id, name })) }
  }
  const roomsOf = (thread: string) => rooms.get(thread) ?? []
  const show = (thread: string) => {
    const now = event(thread)
    namespace.to([threadRoom(thread), ...roomsOf(thread)]).volatile.emit('viewers', now)
    if (now.agents.length === 0) rooms.delete(thread)
  }
  const opened = (row: Row) => {
    rooms.set(row.id, [...rowRooms(row).keys()])
    show(row.id)
  }
  const again = async () => {
    const open = await threads.find(ownFilter({ _id: { $in: [...rooms.keys()] } })).lean<Thread[]>()
    for (const thread of open) opened(await reader.row(thread))
  }
  const timer = setInterval(() => {
    if (rooms.size > 0) again().catch((err: unknown) => log.warn({ event: 'viewers.untold', err }))
  }, AGAIN_MS)
  timer.unref()

  return {
    /** Somebody opened it. */
    opened,
    /** Somebody closed it, or lost the right to it. */
    left: show,
    /** The lists that show an open conversation. */
    roomsOf,
    /** Tells a console that begins to show a list what it would hear only later. */
    tell(socket: Socket) {
      for (const [thread, inRooms] of rooms) {
        if (inRooms.some((room) => socket.rooms.has(room))) socket.volatile.emit('viewers', event(thread))
      }
    },
    stop: () => clearInterval(timer),
  }
}
export type Viewers = ReturnType<typeof createViewers>
