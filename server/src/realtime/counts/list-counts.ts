import type { Socket } from 'socket.io'
import { type RowFilter, type User, type View, writeFilter } from '../../contract/index.ts'
import type { Views } from '../../conversations/views.ts'
import { none, shared, tellNumbers } from './tell-numbers.ts'

export interface CountedList {
  key: string
  view: View
  filter: RowFilter
}

interface Watcher {
  readonly user: User
  readonly lists: readonly CountedList[]
  /** Lists of which it is to be told although nothing changed: its connection was busy when something did. */
  untold: ReadonlySet<string>
}

/** How many conversations the narrowed lists have that consoles show. */
export function createListCounts(views: Pick<Views, 'countOf'>) {
  const watched = new Map<Socket, Watcher>()
  /** Views in which anything of a row changed. */
  const dirty = new Set<View>()
  /** How often anything was told: what was counted before may be older than what was told meanwhile. */
  let told = 0

  const touched = (view: View) => void dirty.add(view)
  const counter = () => {
    const count = shared(views.countOf)
    return async (lists: readonly CountedList[], user: User) =>
      await Promise.all(
        lists.map(async (list) => {
          const { value, resting } = await count(keyOf(list, user), list, user)
          if (resting) touched(list.view)
          return { name: list.key, value, resting }
        }),
      )
  }
  const tellOf = async (news: ReadonlySet<View>) => {
    const count = counter()
    for (const [socket, watcher] of watched) {
      const { user, lists, untold } = watcher
      const stale = lists.filter(({ view, key }) => news.has(view) || untold.has(key))
      if (stale.length === 0) continue
      told += 1
      const numbers = await count(stale, user)
      if (watched.get(socket) === watcher)
        watcher.untold = tellNumbers(socket, 'counts:lists', numbers, untold)
    }
  }
  return {
    touched,
    /** Replaces the lists of a socket; answers their counts now. */
    async watch(socket: Socket, user: User, lists: readonly CountedList[]): Promise<Record<string, number>> {
      const watcher: Watcher = { user, lists, untold: none }
      watched.set(socket, watcher)
      const before = told
      const numbers = await counter()(lists, user)
      if (told !== before) watcher.untold = new Set(lists.map(({ key }) => key))
      return Object.fromEntries(numbers.map(({ name, value }) => [name, value]))
    },
    left: (socket: Socket) => void watched.delete(socket),
    /** @throws when the store is away: what could not be told is told the next time */
    async tell() {
      const news = new Set(dirty)
      dirty.clear()
      try {
        await tellOf(news)
      } catch (error) {
        for (const view of news) dirty.add(view)
        throw error
      }
    },
  }
}

function keyOf({ view, filter }: CountedList, user: User): string {
  return `${rightsFor(view, user)} ${JSON.stringify(writeFilter(filter))}`
}

function rightsFor(view: View, user: User): string {
  if (view === 'mine') return `mine ${user.id}`
  if (user.role !== 'agent') return `${view} all`
  const own = view === 'bot' || view === 'waiting' ? '' : user.id
  return `${view} ${user.queues.join()} ${own}`
}
