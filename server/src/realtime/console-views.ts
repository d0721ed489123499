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
import type { LiveCounts } from './live-counts.ts'
import { createBucket, door } from './socket-door.ts'
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

/** Lists of one console: what changed since it was last told, then every change; and what may ring. */
export function serveViews(deps: ConsoleViewsDeps, socket: Socket, user: User): void {
  const { counts, log } = deps
  const spend = createBucket(60, 20)
  const rooms = createWatchedRooms(socket, user)
  const serve = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    handle: (body: z.infer<Schema>) => Promise<object>,
  ) => socket.on(name, door({ name, schema, spend, log, handle }))

  serve('view:watch', WatchView, async (asked) => {
    await rooms.show(asked.view)
    counts.watch(socket, user, asked.view)
    if (!asked.part) deps.viewers.tell(socket)
    return await changesOf(deps, user, asked)
  })
  serve('view:unwatch', UnwatchView, async ({ view }) => {
    await rooms.hide(view)
    counts.unwatch(socket, view)
    return {}
  })
  serve('counts:watch', WatchCounts, async ({ lists }) => ({
    counts: await counts.watchLists(socket, user, lists),
  }))
  serve('alerts:watch', WatchAlerts, async ({ views }) => {
    await rooms.alert(views)
    return {}
  })
  socket.on('disconnect', () => counts.unwatch(socket))
}

/** A list on the screen and what may ring need the same rooms: one is left when neither needs it. */
function createWatchedRooms(socket: Socket, user: User) {
  const shown = new Set<View>()
  let alerting: readonly View[] = []
  const settle = async (left: readonly View[]) => {
    const needed = new Set([...shown, ...alerting].flatMap((view) => viewRooms(view, user)))
    await socket.join([...needed])
    for (const room of left.flatMap((view) => viewRooms(view, user))) {
      if (!needed.has(room)) await socket.leave(room)
    }
  }
  return {
    async show(view: View) {
      shown.add(view)
      await settle([])
    },
    async hide(view: View) {
      shown.delete(view)
      await settle([view])
    },
    async alert(views: readonly View[]) {
      const before = alerting
      alerting = views
      await settle(before)
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
