import type { Socket } from 'socket.io'
import type { User, View } from '../../contract/index.ts'
import { seesAllQueues, type Views } from '../../conversations/views.ts'
import { type Concerned, createOwnNumbers } from './own-numbers.ts'
import { shared, tellNumbers } from './tell-numbers.ts'

const everyView: readonly View[] = ['waiting', 'mine', 'bot', 'open', 'closed']
const all: ReadonlySet<View> = new Set(everyView)
const nobody: Concerned = new Set<string>()

interface Watcher {
  readonly user: User
  /** What it is to be told although nothing changed: it is new here, or its connection was busy when something did. */
  untold: ReadonlySet<View>
}

/** How many conversations each view has, for each who looks. */
export function createViewCounts(views: Pick<Views, 'countShared' | 'countOwn'>) {
  const watched = new Map<Socket, Watcher>()
  /** Views that a row entered or left, with whose own numbers that may change. */
  const dirty = new Map<View, Concerned>()
  const own = createOwnNumbers(views.countOwn)

  const changed = (view: View, concerned: Concerned) => {
    const known = dirty.get(view)
    dirty.set(view, known ? both(known, concerned) : concerned)
  }
  const counter = () => {
    const count = shared(views.countShared)
    return async (view: View, user: User) => {
      const [theirs, everybodys] = await Promise.all([
        own.of(view, user),
        count(rightsFor(view, user), view, user),
      ])
      if (everybodys.resting) changed(view, nobody)
      if (theirs.resting) changed(view, new Set([user.id]))
      const resting = everybodys.resting || theirs.resting
      return { name: view, value: everybodys.value + theirs.value, resting }
    }
  }
  const tellOf = async (news: ReadonlyMap<View, Concerned>) => {
    // Before anything is counted: what changes from here on is forgotten the next time.
    for (const [view, concerned] of news) own.forget(view, concerned)
    const isNews = (view: View, { user, untold }: Watcher) =>
      untold.has(view) || (news.has(view) && (view !== 'mine' || own.isStale(view, user)))
    // Looked at for all before any is counted: several consoles of one person are all told.
    const asked = [...watched].flatMap(([socket, watcher]) => {
      const here = everyView.filter((view) => isNews(view, watcher))
      return here.length > 0 ? [{ socket, watcher, here }] : []
    })
    const numberOf = counter()
    for (const { socket, watcher, here } of asked) {
      const numbers = await Promise.all(here.map((view) => numberOf(view, watcher.user)))
      watcher.untold = tellNumbers(socket, 'counts', numbers, watcher.untold)
    }
  }
  return {
    changed,
    watch(socket: Socket, user: User) {
      if (!watched.has(socket)) watched.set(socket, { user, untold: all })
    },
    left: (socket: Socket) => void watched.delete(socket),
    /** @throws when the store is away: what could not be told is told the next time */
    async tell() {
      const news = new Map(dirty)
      dirty.clear()
      try {
        await tellOf(news)
      } catch (error) {
        for (const [view, concerned] of news) changed(view, concerned)
        throw error
      }
    },
  }
}

function both(one: Concerned, other: Concerned): Concerned {
  if (one === 'everybody' || other === 'everybody') return 'everybody'
  return new Set([...one, ...other])
}

/** People with the same rights share the number of what is nobody's own. */
function rightsFor(view: View, user: User): string {
  return `${view} ${seesAllQueues(user) ? 'all' : user.queues.join()}`
}
