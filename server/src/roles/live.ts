import type { Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Redis } from 'ioredis'
import { type Namespace, Server } from 'socket.io'
import type { SessionCookie } from '../agents/cookie.ts'
import type { Sessions } from '../agents/session.ts'
import { authenticateSocket, watchSessions } from '../agents/socket-session.ts'
import type { Config } from '../config.ts'
import type { User, View } from '../contract/index.ts'
import type { Views } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { createDemoDoor } from '../demo/door.ts'
import { isOwnOrigin } from '../http/origin.ts'
import type { Insights } from '../insights/insights.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { createBeats } from '../realtime/beats.ts'
import { serveConsoles } from '../realtime/console-namespace.ts'
import { createLiveCounts } from '../realtime/counts/live-counts.ts'
import { createFanOut, userRoom } from '../realtime/fan-out.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import { tellPersonal } from '../realtime/personal.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { createPublicStates } from '../realtime/public-state.ts'
import { createRoomGuard } from '../realtime/room-guard.ts'
import type { SignedInSocket } from '../realtime/socket-user.ts'
import { createViewers } from '../realtime/viewers.ts'
import { createWallWatch } from '../realtime/wall-watch.ts'
import { serveWidgets, type WidgetDeps } from '../realtime/widget-namespace.ts'
import { createWaits } from '../routing/lobby.ts'
import { closedNow } from '../settings/opening.ts'
import type { Settings } from '../settings/settings.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { readOpener } from '../widget/account.ts'
import type { SessionTokens } from '../widget/tokens.ts'
import { watchRemoval } from './watch-removal.ts'

const MAX_SOCKET_BYTES = 64 * 1024

export interface LiveDeps {
  config: Config
  core: Core
  bus: HeadBus
  book: PresenceBook
  redis: Redis
  /** For Socket.IO's stream between processes. */
  live: Redis
  measures: Pick<Metrics, 'watchThreads' | 'watchSockets'>
  settings: Settings
  log: Logger
}

export interface LiveParts {
  sessions: Sessions
  cookie: SessionCookie
  tokens: SessionTokens
  views: Views
  insights: Insights
}

/** What every console hears at once, also those of other processes: something that it shows is out of date. */
export interface LiveConnections {
  cannedChanged: () => void
  customerChanged: (customer: string) => void
  /** Takes connections of this server, which comes after the routes that speak through these. */
  attach: (http: HttpServer) => void
  stop: () => Promise<void>
}

/** What these people chose: whoever asks is there. */
function presenceIn({ users }: Core) {
  return async (people: readonly string[]) => {
    const found = await users.find(ownFilter({ _id: { $in: [...people] } }), { presence: 1 }).lean()
    const chosen = new Map(found.map(({ _id, presence }) => [_id, presence]))
    return new Map(people.map((id) => [id, chosen.get(id) ?? ('online' as const)]))
  }
}

/** Live connections of consoles and widgets. They are taken from when they are attached to a server. */
export function createLive(deps: LiveDeps, parts: LiveParts): LiveConnections {
  const { config, core, bus, book, redis, measures, settings, log } = deps
  const { sessions, cookie, tokens, views, insights } = parts
  const io = openSocketServer(deps.live)
  const consoles = io.of('/console')
  const widgets = io.of('/widget')
  measures.watchThreads(core.threads)
  measures.watchSockets({ console: () => consoles.sockets.size, widget: () => widgets.sockets.size })
  const counts = createLiveCounts({ views, log })
  const walls = createWallWatch({ insights, log })
  const states = createPublicStates({
    threads: core.threads,
    now: core.clock.now,
    waits: createWaits(core),
    closed: (queue) => closedNow(settings, queue, core.clock.now()),
  })
  const fanOut = createFanOut({
    console: consoles,
    widget: widgets,
    ...core,
    states,
    bus,
    dirty: counts.dirty,
    touched: counts.touched,
    recheck: createRoomGuard(consoles),
    log,
  })
  settings.onChange((section) => consoles.local.emit('desk:changed', { section }))
  refuseForeign(consoles, config)
  const viewers = createViewers({ ...core, namespace: consoles, log })
  serveConsoles({
    namespace: consoles,
    widgets,
    authenticate: (headers) => authenticateSocket({ sessions, cookie }, headers),
    beat: createBeats({ chosen: presenceIn(core), book }),
    touch: sessions.touch,
    views,
    book,
    ...core,
    fanOut,
    bus,
    counts,
    viewers,
    walls,
    log,
  })
  const openerOf: WidgetDeps['openerOf'] = (account, opener) => readOpener(core.accounts, account, opener)
  const noteVisit = core.visits.note
  const admits = createDemoDoor(core.connection)
  serveWidgets({
    ...{ namespace: widgets, consoles, tokens, admits },
    ...core,
    ...{ openerOf, noteVisit, states, fanOut, log },
  })
  tellRefusals({ core, bus, log }, consoles)
  tellPersonal({ ...core, namespace: consoles, bus, log })
  const watch = watchPeople(consoles, { sessions, redis, log })
  const dirty = (view: View) => counts.dirty(view, 'everybody')
  const removal = watchRemoval({ core, bus, consoles, widgets, admits, insights, dirty, log })
  return {
    cannedChanged: () => void consoles.emit('desk:changed', { section: 'canned' }),
    customerChanged: (customer) => void consoles.emit('customer:changed', { customer }),
    attach: (http) => void io.attach(http),
    async stop() {
      await Promise.all([watch.stop(), removal.stop()])
      fanOut.stop()
      counts.stop()
      viewers.stop()
      await walls.stop()
      await io.close()
    },
  }
}

function openSocketServer(stream: Redis): Server {
  return new Server({
    adapter: createAdapter(stream, { maxLen: 10_000 }),
    maxHttpBufferSize: MAX_SOCKET_BYTES,
    pingInterval: 5000,
    pingTimeout: 5000,
    // The widget runs on any site and carries no cookie; the console's origin is checked at its handshake.
    cors: { origin: true, credentials: false },
    serveClient: false,
  })
}

/** A reply that was accepted and refused later: its author gets the text back. */
function tellRefusals({ core, bus, log }: Pick<LiveDeps, 'core' | 'bus' | 'log'>, consoles: Namespace): void {
  bus.onRefused((refused) => {
    const { agent, thread, clientId, code } = refused
    if (!consoles.adapter.rooms.has(userRoom(agent))) return
    const tell = async () => {
      const text = (await core.takeBack.wordsOf(agent, thread, clientId)) ?? ''
      consoles.local.to(userRoom(agent)).emit('reply:refused', { thread, clientId, code, text })
    }
    tell().catch((err: unknown) => log.warn({ event: 'refusal.untold', thread, err }))
  })
}

/** The console's live connection opens for the console's own page only. */
function refuseForeign(consoles: Namespace, config: Config): void {
  consoles.use((socket, next) => {
    if (isOwnOrigin(socket.handshake.headers, config)) next()
    else
      next(
        Object.assign(new Error('refused'), {
          data: { error: { code: 'foreign_origin', message: 'Requests from another site are refused.' } },
        }),
      )
  })
}

/** Closes the sockets of sessions that ended, and of those whose rights changed. */
function watchPeople(
  consoles: Namespace,
  { sessions, redis, log }: { sessions: Sessions; redis: Redis; log: Logger },
) {
  return watchSessions({
    sessions,
    redis,
    log,
    connected: () => [...consoles.sockets.values()].map((socket) => socket.data as SignedInSocket),
    onGone: (sessionId) => closeSockets(consoles.sockets.values(), sessionId, 'unauthenticated'),
    // With another role or other queues the rooms are wrong: a new connection joins the right ones.
    onChanged: (sessionId: string, _user: User) =>
      closeSockets(consoles.sockets.values(), sessionId, 'resync_needed'),
  })
}

function closeSockets(
  sockets: Iterable<{
    data: unknown
    emit: (event: string, body: object) => void
    disconnect: (close: boolean) => void
  }>,
  sessionId: string,
  code: string,
) {
  for (const socket of sockets) {
    if ((socket.data as SignedInSocket).sessionId !== sessionId) continue
    if (code === 'unauthenticated') socket.emit('session:ended', { code })
    else socket.emit('session:changed', {})
    socket.disconnect(true)
  }
}
