import type { Socket } from 'socket.io'
import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import { type Wall, WatchWall } from '../contract/index.ts'
import { every } from '../every.ts'
import type { Insights } from '../insights/insights.ts'
import type { Logger } from '../log.ts'
import { createBuckets, door } from './socket-door.ts'
import { userOf } from './socket-user.ts'

const TICK_MS = 1000
const Nothing = z.unknown()

interface Watched {
  watch: WatchWall
  sockets: Set<Socket>
  /** What was sent last, without its time. */
  sent: string
}

/** Sends the live page to those who look at it: once a second at most, counted once for all who see the same. */
export function createWallWatch({ insights, log }: { insights: Pick<Insights, 'wall'>; log: Logger }) {
  const watched = new Map<string, Watched>()
  let ticking: { stop(): Promise<void> } | undefined

  const tell = async () => {
    for (const one of watched.values()) {
      const wall = await insights.wall(one.watch)
      const body = withoutTime(wall)
      const news = body !== one.sent
      one.sent = body
      for (const socket of one.sockets) {
        if (news) socket.emit('wall', wall)
        else socket.volatile.emit('wall:same', { at: wall.at })
      }
    }
  }
  const leave = async (socket: Socket) => {
    for (const [key, { sockets }] of watched) {
      sockets.delete(socket)
      if (sockets.size === 0) watched.delete(key)
    }
    if (watched.size > 0) return
    const stopping = ticking
    ticking = undefined
    await stopping?.stop()
  }
  const join = (socket: Socket, watch: WatchWall) => {
    const key = JSON.stringify([watch.period, watch.timeZone, watch.team ?? ''])
    const one = watched.get(key) ?? { watch, sockets: new Set(), sent: '' }
    one.sockets.add(socket)
    // Whoever comes late gets the whole page with the next tick, as everybody does.
    one.sent = ''
    watched.set(key, one)
    ticking ??= every(TICK_MS, tell, (err) => log.warn({ event: 'wall.failed', err }))
  }
  return {
    /** Hears a socket's wish to watch; a person without the right is refused. */
    doors: [
      door({
        name: 'wall:watch',
        schema: WatchWall,
        spend: createBuckets(10, 1),
        log,
        handle: async (watch, socket): Promise<{ wall: Wall }> => {
          authorise(userOf(socket), 'insights.read')
          await leave(socket)
          const wall = await insights.wall(watch)
          if (socket.connected) join(socket, watch)
          return { wall }
        },
      }),
      door({
        name: 'wall:unwatch',
        schema: Nothing,
        log,
        handle: async (_body, socket) => {
          await leave(socket)
          return {}
        },
      }),
    ],
    left: (socket: Socket) => void leave(socket),
    stop: async () => {
      watched.clear()
      await ticking?.stop()
    },
  }
}
export type WallWatch = ReturnType<typeof createWallWatch>

/** A page that only grew older is not sent again. */
function withoutTime({ at: _at, to: _to, hour: _hour, ...rest }: Wall): string {
  return JSON.stringify(rest)
}
