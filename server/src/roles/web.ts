import type { Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Redis } from 'ioredis'
import type { Registry } from 'prom-client'
import { type Namespace, Server } from 'socket.io'
import { auditTo } from '../agents/audit.ts'
import { sessionCookie } from '../agents/cookie.ts'
import { createSessions, type Sessions } from '../agents/session.ts'
import { authenticateSocket, sessionsEndedHint, watchSessions } from '../agents/socket-session.ts'
import type { Config } from '../config.ts'
import type { User } from '../contract/index.ts'
import { createDesk } from '../conversations/desk.ts'
import { PAGE } from '../conversations/read.ts'
import { conversationRoutes } from '../conversations/routes.ts'
import { createThreadFor } from '../conversations/subject.ts'
import { createViews, type Views } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import type { Customer } from '../customers/customer.ts'
import { findCustomers } from '../customers/find-customers.ts'
import { noteSeen, resolveCustomer } from '../customers/resolve.ts'
import { demoRoutes } from '../demo/routes.ts'
import { readDesk } from '../desk/read-desk.ts'
import { deskRoutes } from '../desk/routes.ts'
import { fileRoutes } from '../files/routes.ts'
import { createFileTickets } from '../files/ticket.ts'
import { createHttpApp, createHttpServer } from '../http/app.ts'
import { type Health, healthRoutes } from '../http/health.ts'
import { createLimits, type Limits } from '../http/limits.ts'
import { isOwnOrigin } from '../http/origin.ts'
import type { Route } from '../http/route.ts'
import { createInsights, type Insights } from '../insights/insights.ts'
import { insightRoutes } from '../insights/routes.ts'
import type { Logger } from '../log.ts'
import { createMentionable } from '../mentions/mentionable.ts'
import { mentionRoutes } from '../mentions/routes.ts'
import type { Metrics } from '../metrics.ts'
import { createPreferences } from '../preferences/preference.ts'
import { preferenceRoutes } from '../preferences/routes.ts'
import { type SignedInSocket, serveConsoles } from '../realtime/console-namespace.ts'
import { createFanOut, userRoom } from '../realtime/fan-out.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import { createLiveCounts } from '../realtime/live-counts.ts'
import { tellPersonal } from '../realtime/personal.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { createPublicStates } from '../realtime/public-state.ts'
import { createRoomGuard } from '../realtime/room-guard.ts'
import { createViewers } from '../realtime/viewers.ts'
import { createWallWatch } from '../realtime/wall-watch.ts'
import { serveWidgets, type WidgetDeps } from '../realtime/widget-namespace.ts'
import { createWaits } from '../routing/lobby.ts'
import { savedViewRoutes } from '../saved-views/routes.ts'
import { createSavedViews } from '../saved-views/saved-view.ts'
import { closedNow } from '../settings/opening.ts'
import type { Settings } from '../settings/settings.ts'
import { createSetup } from '../setup/setup.ts'
import { staticFolders } from '../static-folders.ts'
import { suggestionRoutes } from '../suggestions/routes.ts'
import { createSuggester } from '../suggestions/suggester.ts'
import { taskRoutes } from '../tasks/routes.ts'
import { createTasks } from '../tasks/tasks.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { readOpener } from '../widget/account.ts'
import { createSessionOpener } from '../widget/open-session.ts'
import { widgetRoutes } from '../widget/routes.ts'
import { createSessionTokens } from '../widget/tokens.ts'
import { contentRoutes } from './content-routes.ts'
import { recordRoutes } from './customer-routes.ts'
import { taskVerbs } from './long-work.ts'
import { peopleRoutesOf } from './people-routes.ts'
import { trainingOf } from './training.ts'

const MAX_SOCKET_BYTES = 64 * 1024

export interface WebDeps {
  config: Config
  core: Core
  bus: HeadBus
  book: PresenceBook
  redis: Redis
  /** For Socket.IO's stream between processes. */
  live: Redis
  health: Health
  metrics: Registry
  measures: Pick<Metrics, 'watchThreads' | 'watchSockets'>
  company: () => string
  settings: Settings
  models: ModelHolder
  log: Logger
}

/** What the person chose: whoever asks is there. */
function presenceIn({ users }: Core) {
  return async (user: string) =>
    (await users.findById(user, { presence: 1 }).lean())?.presence ?? ('online' as const)
}

export interface RunningWeb {
  port: number
  /** Where the operator sets up an install that has no people yet. */
  setupUrl: string | undefined
  stop(): Promise<void>
}

/** HTTP and live connections. Resolves when it listens. */
export async function startWeb(deps: WebDeps): Promise<RunningWeb> {
  const { config, core, redis, company, settings, log } = deps
  const limits = createLimits(redis)
  const cookie = sessionCookie(config)
  const sessions = createSessions({
    connection: core.connection,
    idleMs: config.sessionIdleMs,
    maxMs: config.sessionMaxMs,
    ended: sessionsEndedHint(redis),
  })
  const tokens = createSessionTokens(config.masterKey)
  const views = createViews({ ...core, customers: (filter) => findCustomers(core.connection, filter) })
  const setup = createSetup({ connection: core.connection, masterKey: config.masterKey, settings })
  const insights = createInsights({
    ...core,
    presence: deps.book,
    teams: () => settings.get('teams').teams,
  })
  // The live connections come after the routes that speak through them.
  const tell = { cannedChanged: () => {} }
  const routes: Route[] = [
    ...peopleRoutesOf({ ...deps, sessions, cookie, limits, setup }),
    ...threadRoutes(deps, views),
    ...recordRoutes({ core, settings, signal: deps.bus.publishPersonal, changed: (id) => live.tell(id) }),
    ...deskRoutes({
      users: core.users,
      book: deps.book,
      readDesk: (person) => readDesk(core.connection, settings, person),
    }),
    ...insightRoutes({ insights }),
    ...contentRoutes({ core, settings, book: deps.book, cannedChanged: () => tell.cannedChanged() }),
    ...preferenceRoutes({ preferences: createPreferences(core), users: core.users }),
    ...savedViewRoutes({ savedViews: createSavedViews({ ...core, audit: auditTo(core.connection) }) }),
    ...trainingOf(deps),
    ...taskRoutes({ tasks: createTasks(core.connection), verbs: taskVerbs }),
    ...widgetRoutes({
      company,
      accounts: core.accounts,
      openSession: createSessionOpener({
        accounts: core.accounts,
        sealer: core.sealer,
        tokens,
        seen: (customer, channel) => noteSeen(core.connection, customer, channel, log),
        resolve: async (claim) => known(await resolveCustomer(core.connection, claim)),
        noteVisit: core.visits.note,
      }),
    }),
    ...attachmentRoutes(deps, limits, tokens),
    ...demoRoutes({ ...core, production: config.production }),
    ...healthRoutes({ health: deps.health, metrics: deps.metrics, sessions, cookie, config }),
  ]
  const app = createHttpApp({
    config,
    log,
    sessions,
    cookie,
    limits,
    metrics: deps.metrics,
    company,
    setup: setup.isOpen,
    routes,
    staticFolders: staticFolders(core.connection),
  })
  const http = createHttpServer(app)
  const live = serveLive(deps, http, { sessions, cookie, tokens, views, insights })
  tell.cannedChanged = live.cannedChanged
  const port = await listen(http, config)
  const token = await setup.token()
  return {
    port,
    // Behind the #: what browsers send to no server, and no proxy writes down.
    setupUrl: token ? `${config.publicUrl}/setup#${token}` : undefined,
    async stop() {
      await live.stop()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** Files both ways. */
function attachmentRoutes(
  { config, core }: WebDeps,
  limits: Limits,
  tokens: ReturnType<typeof createSessionTokens>,
): Route[] {
  return fileRoutes({
    files: core.files,
    tickets: createFileTickets(config.masterKey),
    limits,
    readToken: tokens.read,
    threadFor: createThreadFor(core.threads),
  })
}

/** What agents do with conversations, and what hangs on that. */
function threadRoutes({ core, bus, book }: WebDeps, views: Views): Route[] {
  const { publishPersonal } = bus
  const freshBot = () => JSON.stringify(core.bot.initialState())
  return [
    ...conversationRoutes({
      ...core,
      views,
      desk: createDesk({ ...core, signal: publishPersonal, freshBot }),
      mentionable: createMentionable({ users: core.users, book }),
      drafted: (draft) => publishPersonal({ kind: 'draft', ...draft }),
    }),
    ...suggestionRoutes({
      threadFor: createThreadFor(core.threads),
      lastPage: async (thread) => (await core.reader.page(thread, thread.head + 1, PAGE)).entries,
      suggest: createSuggester({ connection: core.connection, now: core.clock.now }),
    }),
    ...mentionRoutes({
      mentions: core.mentions,
      changed: (user) => publishPersonal({ kind: 'mentions', user }),
    }),
  ]
}

function serveLive(
  { config, core, bus, book, redis, live: stream, measures, settings, log }: WebDeps,
  http: HttpServer,
  parts: {
    sessions: Sessions
    cookie: ReturnType<typeof sessionCookie>
    tokens: ReturnType<typeof createSessionTokens>
    views: ReturnType<typeof createViews>
    insights: Insights
  },
) {
  const { sessions, cookie, tokens, views, insights } = parts
  const io = openSocketServer(http, stream)
  const consoles = io.of('/console')
  const widgets = io.of('/widget')
  measures.watchThreads(core.threads)
  measures.watchSockets({ console: () => consoles.sockets.size, widget: () => widgets.sockets.size })
  const counts = createLiveCounts({ views, log })
  const walls = createWallWatch({ insights, log })
  const states = createPublicStates({
    threads: core.threads,
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
    presenceOf: async (user) => await presenceIn(core)(user.id),
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
  serveWidgets({ namespace: widgets, consoles, tokens, ...core, openerOf, noteVisit, states, fanOut, log })
  tellRefusals({ core, bus, log }, consoles)
  tellPersonal({ ...core, namespace: consoles, bus, log })
  const watch = watchPeople(consoles, { sessions, redis, log })
  return {
    ...tellers(consoles),
    async stop() {
      await watch.stop()
      fanOut.stop()
      counts.stop()
      viewers.stop()
      await walls.stop()
      await io.close()
    },
  }
}

function openSocketServer(http: HttpServer, stream: Redis): Server {
  return new Server(http, {
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
function tellRefusals({ core, bus, log }: Pick<WebDeps, 'core' | 'bus' | 'log'>, consoles: Namespace): void {
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

/** What a widget's session says of its customer. */
function known({ _id, name, vip }: Customer): { id: string; name: string; vip: boolean } {
  return { id: _id, name: name ?? '', vip }
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

/** What every console hears at once, also those of other processes: something that it shows is out of date. */
function tellers(consoles: Namespace) {
  return {
    cannedChanged: () => void consoles.emit('desk:changed', { section: 'canned' }),
    tell: (customer: string) => void consoles.emit('customer:changed', { customer }),
  }
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

async function listen(http: HttpServer, config: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, () => {
      http.off('error', reject)
      resolve()
    })
  })
  const address = http.address()
  return typeof address === 'object' && address ? address.port : config.port
}
