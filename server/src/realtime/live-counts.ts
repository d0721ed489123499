import type { Socket } from 'socket.io'
import { type RowFilter, type User, type View, writeFilter } from '../contract/index.ts'
import type { RowCount } from '../conversations/counting.ts'
import { seesAllQueues, type Views } from '../conversations/views.ts'
import type { Logger } from '../log.ts'
import { type Concerned, createOwnNumbers } from './own-numbers.ts'

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
  /** Views that a row entered or left, with whose own numbers that may change; and views in which anything of a row changed. */
  const changed = new Map<View, Concerned>()
  const touched = new Set<View>()
  const own = createOwnNumbers(views.countOwn)
  const watcher = (socket: Socket, user: User): Watcher => {
    const known = watched.get(socket) ?? { user, views: new Set<View>(), lists: [] }
    watched.set(socket, known)
    return known
  }
  const change = (view: View, concerned: Concerned) => {
    const known = changed.get(view)
    changed.set(view, known ? both(known, concerned) : concerned)
  }

  const tellViews = async () => {
    const dirty = [...changed]
    changed.clear()
    if (dirty.length === 0) return
    // Before anything is counted: what changes from here on is forgotten the next time.
    for (const [view, concerned] of dirty) own.forget(view, concerned)
    const count = shared(views.countShared)
    const numberOf = async (view: View, user: User) => {
      const [all, theirs] = await Promise.all([
        count(sharedRights(view, user), view, user),
        own.of(view, user),
      ])
      if (all.resting) change(view, nobody)
      if (theirs.resting) change(view, new Set([user.id]))
      return { view, value: all.value + theirs.value, resting: all.resting || theirs.resting }
    }
    // Looked at for all before any is counted: several consoles of one person are all told.
    const asked = [...watched].map(([socket, { user }]) => ({
      ...{ socket, user },
      here: dirty.filter(([view]) => view !== 'mine' || own.isStale(view, user)),
    }))
    for (const { socket, user, here } of asked) {
      const numbers = await Promise.all(here.map(([view]) => numberOf(view, user)))
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
    /** A row entered or left the view, and it concerns these people's own numbers. */
    dirty(view: View, concerned: Concerned) {
      change(view, concerned)
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

const nobody: Concerned = new Set<string>()

function both(one: Concerned, other: Concerned): Concerned {
  if (one === 'everybody' || other === 'everybody') return 'everybody'
  return new Set([...one, ...other])
}

function sharedLists(views: Views) {
  return shared((list: CountedList, user: User) => views.countOf(list, user))
}

function sharedRights(view: View, user: User): string {
  return `${view} ${seesAllQueues(user) ? 'all' : user.queues.join()}`
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
