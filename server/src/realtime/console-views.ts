import type { Socket } from 'socket.io'
import { z } from 'zod'
import {
  type Row,
  type RowEvent,
  type User,
  View,
  WatchAlerts,
  WatchCounts,
  type WatchedView,
  WatchView,
} from '../contract/index.ts'
import type { Reader } from '../conversations/read.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { rowRooms, type Views, viewRooms } from '../conversations/views.ts'
import type { Logger } from '../log.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { LiveCounts } from './counts/live-counts.ts'
import { createBuckets, door } from './socket-door.ts'
import { userOf } from './socket-user.ts'
import type { Viewers } from './viewers.ts'

// Made once: a schema of its own for each socket would be most of what a connection weighs.
const UnwatchView = z.strictObject({ view: View })

interface ConsoleViewsDeps {
  threads: Threads
  reader: Reader
  views: Views
  counts: LiveCounts
  viewers: Viewers
  log: Logger
}

/** Lists of a console: what changed since it was last told, then every change; and what may ring. */
export function viewDoors(deps: ConsoleViewsDeps) {
  const { counts, log } = deps
  const spend = createBuckets(60, 20)
  const rooms = createWatchedRooms()
  const serve = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    handle: (body: z.infer<Schema>, socket: Socket) => Promise<object>,
  ) => door({ name, schema, spend, log, handle })

  const doors = [
    serve('view:watch', WatchView, async (asked, socket) => {
      await rooms.show(socket, asked.view)
      counts.watch(socket, userOf(socket))
      if (!asked.part) deps.viewers.tell(socket)
      return await changesOf(deps, userOf(socket), asked)
    }),
    serve('view:unwatch', UnwatchView, async ({ view }, socket) => {
      await rooms.hide(socket, view)
      return {}
    }),
    serve('counts:watch', WatchCounts, async ({ lists }, socket) => ({
      counts: await counts.watchLists(socket, userOf(socket), lists),
    })),
    serve('alerts:watch', WatchAlerts, async ({ views }, socket) => {
      await rooms.alert(socket, views)
      return {}
    }),
  ]
  return { doors, left: counts.left }
}

interface Watched {
  readonly shown: ReadonlySet<View>
  readonly alerting: readonly View[]
}

/** A list on the screen and what may ring need the same rooms: one is left when neither needs it. */
function createWatchedRooms() {
  const watched = new WeakMap<Socket, Watched>()
  const of = (socket: Socket): Watched => watched.get(socket) ?? { shown: new Set(), alerting: [] }
  const settle = async (socket: Socket, now: Watched, left: readonly View[]) => {
    watched.set(socket, now)
    const user = userOf(socket)
    const needed = new Set([...now.shown, ...now.alerting].flatMap((view) => viewRooms(view, user)))
    await socket.join([...needed])
    for (const room of left.flatMap((view) => viewRooms(view, user))) {
      if (!needed.has(room)) await socket.leave(room)
    }
  }
  return {
    async show(socket: Socket, view: View) {
      const { shown, alerting } = of(socket)
      await settle(socket, { shown: new Set([...shown, view]), alerting }, [])
    },
    async hide(socket: Socket, view: View) {
      const { shown, alerting } = of(socket)
      await settle(socket, { shown: new Set([...shown].filter((one) => one !== view)), alerting }, [view])
    },
    async alert(socket: Socket, views: readonly View[]) {
      const { shown, alerting } = of(socket)
      await settle(socket, { shown, alerting: views }, alerting)
    },
  }
}

/** What changed of the rows that a client shows, and what came into its list meanwhile. */
async function changesOf(
  { threads, reader, views }: ConsoleViewsDeps,
  user: User,
  { view, filter, sort, rows, part }: WatchView,
): Promise<WatchedView> {
  const mine = viewRooms(view, user)
  const heads = new Map(rows)
  const toEvent = (row: Row): RowEvent => ({ view, id: row.id, head: row.head, row })
  const known = await threads.find(ownFilter({ _id: { $in: [...heads.keys()] } })).lean<Thread[]>()
  const changed = await Promise.all(
    known
      .filter((thread) => thread.head > (heads.get(thread._id) ?? 0))
      .map(async (thread): Promise<RowEvent> => {
        const row = await reader.row(thread)
        const shown = [...rowRooms(row).keys()].some((room) => mine.includes(room))
        return shown ? toEvent(row) : { view, id: row.id, head: row.head, left: true }
      }),
  )
  if (part) return { events: changed }
  // What came into the view meanwhile is in no list of the client's.
  const page = await views.page(view, user, { filter, sort })
  const fresh = page.rows.filter((row) => !heads.has(row.id))
  // When nothing on the first page is known, there may be more between it and what is shown.
  const torn = heads.size > 0 && page.next !== undefined && fresh.length === page.rows.length
  return {
    events: [...changed, ...fresh.map(toEvent)],
    ...(page.known ? { known: page.known } : {}),
    ...(torn ? { resync: true } : {}),
  }
}
