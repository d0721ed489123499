import type { Socket } from 'socket.io'
import { type RowFilter, type User, type View, writeFilter } from '../contract/index.ts'
import type { RowCount } from '../conversations/counting.ts'
import type { Views } from '../conversations/views.ts'
import type { Logger } from '../log.ts'

const TICK_MS = 1000
/** A narrowed list costs more to count, and any change of a row may change it. */
const LIST_TICK_MS = 2000

export interface CountedList {
  key: string
  view: View
  filter: RowFilter
}
interface Watcher {
  user: User
  views: Set<View>
  lists: readonly CountedList[]
}

/** Counts of what sockets of this process watch: asked at most every one or two seconds, and only of what changed. Large ones rest longer. */
export function createLiveCounts({ views, log }: { views: Views; log: Logger }) {
  const watched = new Map<Socket, Watcher>()
  /** Views that a row entered or left, and views in which anything of a row changed. */
  const [changed, touched] = [new Set<View>(), new Set<View>()]
  const watcher = (socket: Socket, user: User): Watcher => {
    const known = watched.get(socket) ?? { user, views: new Set<View>(), lists: [] }
    watched.set(socket, known)
    return known
  }

  const tellViews = async () => {
    const dirty = takeAll(changed)
    if (dirty.length === 0) return
    const count = shared((view: View, user: User) => views.count(view, user))
    for (const [socket, { user }] of watched) {
      const numbers = await Promise.all(
        dirty.map(async (view) => ({ view, ...(await count(rightsFor(view, user), view, user)) })),
      )
      for (const { view, resting } of numbers) if (resting) changed.add(view)
      tell(
        socket,
        'counts',
        numbers.filter(({ resting }) => !resting).map(({ view, value }) => [view, value] as const),
      )
    }
  }
  const countLists = async (lists: readonly CountedList[], user: User, count = sharedLists(views)) =>
    await Promise.all(
      lists.map(async (list) => ({ ...list, ...(await count(keyOf(list, user), list, user)) })),
    )
  const tellLists = async () => {
    const dirty = new Set(takeAll(touched))
    if (dirty.size === 0) return
    const count = sharedLists(views)
    for (const [socket, { user, lists }] of watched) {
      const stale = lists.filter(({ view }) => dirty.has(view))
      const counted = await countLists(stale, user, count)
      for (const { view, resting } of counted) if (resting) touched.add(view)
      tell(
        socket,
        'counts:lists',
        counted.filter(({ resting }) => !resting).map(({ key, value }) => [key, value] as const),
      )
    }
  }
  const timers = [every(TICK_MS, tellViews, log), every(LIST_TICK_MS, tellLists, log)]

  return {
    dirty(view: View) {
      changed.add(view)
      touched.add(view)
    },
    /** A row changed and stayed where it is: only narrowed lists may count it differently. */
    touched: (view: View) => void touched.add(view),
    watch: (socket: Socket, user: User, view: View) => void watcher(socket, user).views.add(view),
    /** Replaces the narrowed lists of this socket; answers their counts now. */
    async watchLists(socket: Socket, user: User, lists: readonly CountedList[]) {
      watcher(socket, user).lists = lists
      return Object.fromEntries((await countLists(lists, user)).map(({ key, value }) => [key, value]))
    },
    unwatch(socket: Socket, view?: View) {
      const entry = watched.get(socket)
      if (view) entry?.views.delete(view)
      else watched.delete(socket)
    },
    stop() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}
export type LiveCounts = ReturnType<typeof createLiveCounts>

/** A number that rests is told when it was made anew. */
function tell(
  socket: Socket,
  event: 'counts' | 'counts:lists',
  numbers: readonly (readonly [name: string, value: number])[],
): void {
  if (numbers.length > 0) socket.volatile.emit(event, Object.fromEntries(numbers))
}

/** People with the same rights share one count. */
function shared<Args extends unknown[]>(count: (...args: Args) => Promise<RowCount>) {
  const asked = new Map<string, Promise<RowCount>>()
  return async (key: string, ...args: Args): Promise<RowCount> => {
    const known = asked.get(key) ?? count(...args)
    asked.set(key, known)
    return await known
  }
}

function sharedLists(views: Views) {
  return shared((list: CountedList, user: User) => views.countOf(list, user))
}

function rightsFor(view: View, user: User): string {
  if (view === 'mine') return `mine ${user.id}`
  if (user.role !== 'agent') return `${view} all`
  const own = view === 'bot' || view === 'waiting' ? '' : user.id
  return `${view} ${user.queues.join()} ${own}`
}

function keyOf({ view, filter }: CountedList, user: User): string {
  return `${rightsFor(view, user)} ${JSON.stringify(writeFilter(filter))}`
}

function takeAll<T>(from: Set<T>): T[] {
  const all = [...from]
  from.clear()
  return all
}

/** One run at a time: a slow store is not asked more often because it is slow. */
function every(ms: number, work: () => Promise<void>, log: Logger): ReturnType<typeof setInterval> {
  let working = false
  const timer = setInterval(() => {
    if (working) return
    working = true
    work()
      .catch((err: unknown) => log.warn({ event: 'counts.failed', err }))
      .finally(() => {
        working = false
      })
  }, ms)
  timer.unref()
  return timer
}
