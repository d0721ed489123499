import type { Server as HttpServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Registry } from 'prom-client'
import { auditTo } from '../agents/audit.ts'
import { sessionCookie } from '../agents/cookie.ts'
import { createSessions } from '../agents/session.ts'
import { sessionsEndedHint } from '../agents/socket-session.ts'
import type { Config } from '../config.ts'
import { createDesk } from '../conversations/desk.ts'
import { PAGE } from '../conversations/read.ts'
import { conversationRoutes } from '../conversations/routes.ts'
import { createThreadFor } from '../conversations/subject.ts'
import { createViews, type Views } from '../conversations/views.ts'
import type { Customer } from '../customers/customer.ts'
import { findCustomers } from '../customers/find-customers.ts'
import { noteSeen, resolveCustomer } from '../customers/resolve.ts'
import { demoRoutes } from '../demo/routes.ts'
import { readDesk } from '../desk/read-desk.ts'
import { deskRoutes } from '../desk/routes.ts'
import { fileRoutes } from '../files/routes.ts'
import { createFileTickets } from '../files/ticket.ts'
import { healthPageRoutes } from '../health/routes.ts'
import { createHttpApp, createHttpServer } from '../http/app.ts'
import { createDrain } from '../http/drain.ts'
import { type Health, healthRoutes } from '../http/health.ts'
import { createLimits, type Limits } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import { createGuard } from '../ingest/guard.ts'
import { createInsights } from '../insights/insights.ts'
import { insightRoutes } from '../insights/routes.ts'
import { installRoutes } from '../install/routes.ts'
import { createMentionable } from '../mentions/mentionable.ts'
import { mentionRoutes } from '../mentions/routes.ts'
import { createPreferences } from '../preferences/preference.ts'
import { preferenceRoutes } from '../preferences/routes.ts'
import { savedViewRoutes } from '../saved-views/routes.ts'
import { createSavedViews } from '../saved-views/saved-view.ts'
import { createSetup } from '../setup/setup.ts'
import { staticFolders } from '../static-folders.ts'
import { suggestionRoutes } from '../suggestions/routes.ts'
import { createSuggester } from '../suggestions/suggester.ts'
import { taskRoutes } from '../tasks/routes.ts'
import { createTasks } from '../tasks/tasks.ts'
import type { ModelHolder } from '../training/model-holder.ts'
import { createSessionOpener, type OpenSessionFor } from '../widget/open-session.ts'
import { widgetRoutes } from '../widget/routes.ts'
import { createSessionTokens, type SessionTokens } from '../widget/tokens.ts'
import { contentRoutes } from './content-routes.ts'
import { recordRoutes } from './customer-routes.ts'
import { createLive, type LiveDeps } from './live.ts'
import { taskVerbs } from './long-work.ts'
import { peopleRoutesOf } from './people-routes.ts'
import { trainingOf } from './training.ts'

/** Requests are short; what takes longer is given up and asked again elsewhere. */
const DRAIN_MS = 6000

export interface WebDeps extends LiveDeps {
  health: Health
  metrics: Registry
  company: () => string
  models: ModelHolder
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
  const tokens = createSessionTokens(config.masterKey, core.clock.now)
  const views = createViews({ ...core, customers: (filter) => findCustomers(core.connection, filter) })
  const setup = createSetup({ connection: core.connection, masterKey: config.masterKey, settings })
  const insights = createInsights({
    ...core,
    presence: deps.book,
    teams: () => settings.get('teams').teams,
  })
  const live = createLive(deps, { sessions, cookie, tokens, views, insights })
  const routes: Route[] = [
    ...peopleRoutesOf({ ...deps, sessions, cookie, limits, setup }),
    ...threadRoutes(deps, views),
    ...recordRoutes({ ...deps, limits, changed: live.customerChanged }),
    ...deskRoutes({
      users: core.users,
      book: deps.book,
      readDesk: (person) => readDesk(core.connection, settings, person),
    }),
    ...insightRoutes({ insights }),
    ...contentRoutes({ core, settings, book: deps.book, cannedChanged: live.cannedChanged }),
    ...preferenceRoutes({ preferences: createPreferences(core), users: core.users }),
    ...savedViewRoutes({ savedViews: createSavedViews({ ...core, audit: auditTo(core.connection) }) }),
    ...trainingOf(deps),
    ...taskRoutes({ tasks: createTasks(core.connection), verbs: taskVerbs }),
    ...widgetRoutes({ company, accounts: core.accounts, openSession: guardedOpener(deps, tokens) }),
    ...attachmentRoutes(deps, limits, tokens),
    ...demoRoutes({ ...core, production: config.production }),
    ...installRoutes({ core, company }),
    ...healthPageRoutes({ core, report: deps.health.report }),
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
  const drain = createDrain(http)
  live.attach(http)
  const port = await listen(http, config)
  const token = await setup.token()
  return {
    port,
    // Behind the #: what browsers send to no server, and no proxy writes down.
    setupUrl: token ? `${config.publicUrl}/setup#${token}` : undefined,
    async stop() {
      deps.health.leave()
      drain.leave()
      await delay(config.leaveMs)
      // At the same time: long polls are requests that end with their connections only.
      await Promise.all([drain.end(DRAIN_MS), Promise.race([live.stop(), delay(DRAIN_MS)])])
    },
  }
}

/** Visitors come in crowds, and each costs several looks into the store. */
function guardedOpener({ core, log }: WebDeps, tokens: SessionTokens): OpenSessionFor {
  const guard = createGuard()
  const open = createSessionOpener({
    accounts: core.accounts,
    sealer: core.sealer,
    tokens,
    seen: (customer, channel) => noteSeen(core.connection, customer, channel, log),
    resolve: async (claim) => known(await resolveCustomer(core.connection, claim)),
    noteVisit: core.visits.note,
    assertRoom: core.room.assert,
  })
  return async (...wish) => await guard(() => open(...wish))
}

/** Files both ways. */
function attachmentRoutes({ config, core }: WebDeps, limits: Limits, tokens: SessionTokens): Route[] {
  return fileRoutes({
    files: core.files,
    tickets: createFileTickets(config.masterKey, core.clock.now),
    limits,
    readToken: tokens.read,
    threadFor: createThreadFor(core.threads),
  })
}

/** What agents do with conversations, and what hangs on that. */
function threadRoutes({ config, core, bus, book }: WebDeps, views: Views): Route[] {
  const { publishPersonal } = bus
  const freshBot = () => JSON.stringify(core.bot.initialState())
  const { undoMs } = config
  return [
    ...conversationRoutes({
      ...core,
      undoMs,
      views,
      desk: createDesk({ ...core, signal: publishPersonal, freshBot, undoMs }),
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

/** What a widget's session says of its customer. */
function known({ _id, name, vip }: Customer): { id: string; name: string; vip: boolean } {
  return { id: _id, name: name ?? '', vip }
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
