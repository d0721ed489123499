import type { Socket } from 'socket.io'
import type { User, View } from '../contract/index.ts'
import type { Views } from '../conversations/views.ts'
import type { Logger } from '../log.ts'

const TICK_MS = 1000

/** Counts of the views that sockets of this process watch: asked at most once a second, and only of views that changed. */
export function createLiveCounts({ views, log }: { views: Views; log: Logger }) {
  const watched = new Map<Socket, { user: User; views: Set<View> }>()
  const changed = new Set<View>()

  const tell = async () => {
    if (changed.size === 0 || watched.size === 0) return
    const dirty = [...changed]
    changed.clear()
    // People with the same rights share one count.
    const known = new Map<string, Promise<number>>()
    const countFor = async (view: View, user: User): Promise<number> => {
      const key =
        view === 'mine'
          ? `mine ${user.id}`
          : `${view} ${user.role} ${user.queues.join()} ${user.role === 'agent' && view !== 'bot' && view !== 'waiting' ? user.id : ''}`
      const asked = known.get(key) ?? views.count(view, user)
      known.set(key, asked)
      return await asked
    }
    for (const [socket, { user }] of watched) {
      const numbers = await Promise.all(
        dirty.map(async (view) => [view, await countFor(view, user)] as const),
      )
      socket.volatile.emit('counts', Object.fromEntries(numbers))
    }
  }
  let telling = false
  const timer = setInterval(() => {
    if (telling) return
    telling = true
    tell()
      .catch((err: unknown) => log.warn({ event: 'counts.failed', err }))
      .finally(() => {
        telling = false
      })
  }, TICK_MS)
  timer.unref()

  return {
    dirty: (view: View) => void changed.add(view),
    watch(socket: Socket, user: User, view: View) {
      const entry = watched.get(socket) ?? { user, views: new Set<View>() }
      entry.views.add(view)
      watched.set(socket, entry)
    },
    unwatch(socket: Socket, view?: View) {
      const entry = watched.get(socket)
      if (view) entry?.views.delete(view)
      if (!view || entry?.views.size === 0) watched.delete(socket)
    },
    stop: () => clearInterval(timer),
  }
}
