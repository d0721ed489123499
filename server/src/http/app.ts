import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import { Histogram, type Registry } from 'prom-client'
import type { SessionCookie } from '../agents/cookie.ts'
import { authorise } from '../agents/permissions.ts'
import type { Sessions, SignedIn } from '../agents/session.ts'
import type { Config } from '../config.ts'
import { AppError, toAppError, toErrorBody } from '../errors.ts'
import type { Logger } from '../log.ts'
import { addressKey, type Limits } from './limits.ts'
import { isOwnOrigin } from './origin.ts'
import { readBody } from './read-body.ts'
import type { Route } from './route.ts'
import { consolePolicy, type StaticFolders, serveStatic } from './static-files.ts'

export interface HttpAppDeps {
  config: Config
  log: Logger
  sessions: Sessions
  cookie: SessionCookie
  limits: Limits
  metrics: Registry
  /** Whose desk this is: told with the 401, because the sign-in page shows it. */
  company: () => string
  /** Whether the install has no people yet: told with the 401, because there is no signing in then. */
  setup?: () => Promise<boolean>
  routes: readonly Route[]
  staticFolders: StaticFolders
}

/** Builds the HTTP application: every request passes the same door in the same order. */
export function createHttpApp(deps: HttpAppDeps): Express {
  const { config, routes, staticFolders } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', config.trustProxy)
  app.use(headers(config), identify, account(deps))
  for (const route of routes) {
    if (route.foreign) app.options(route.path, preflight(route))
    app[route.method](route.path, (req, res) => serve(deps, route, req, res))
  }
  serveStatic(app, staticFolders, config)
  app.use((_req, _res, next) => next(new AppError('not_found')))
  app.use(refuse(deps))
  return app
}

// A photograph over a slow line takes its time; a body of JSON has its own, shorter one.
const REQUEST_MS = 300_000

/** Wraps the application in a server whose slow or silent clients are let go. */
export function createHttpServer(app: Express): Server {
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: 10_000, connectionsCheckingInterval: 5000 },
    app,
  )
  // Longer than the 60 s of usual balancers, so that they never send into a connection that is just closing.
  server.keepAliveTimeout = 72_000
  return server
}

/** Origin, limit, session, right, body, schema, answer: nothing is read before it may be sent. */
async function serve(deps: HttpAppDeps, route: Route, req: Request, res: Response): Promise<void> {
  const ip = req.ip ?? ''
  if (route.foreign) allowEverySite(res)
  else if (route.method !== 'get' && !isOwnOrigin(req.headers, deps.config))
    throw new AppError('foreign_origin')
  if (route.limit) await deps.limits.consume(route.limit, addressKey(ip))
  const signedIn = route.access === 'public' ? undefined : await identifyPerson(deps, req)
  if (signedIn && route.access !== 'public') authorise(signedIn.user, route.access)
  const body = route.takesBody ? await readBody(req, res) : undefined
  if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-store')
  const answer = await route.run({ signedIn, body, req, res, requestId: requestIdOf(res), ip })
  if (res.headersSent) return
  if (answer === undefined) res.status(204).end()
  else res.status(route.status).json(answer)
}

async function identifyPerson(
  { sessions, cookie, company, setup }: HttpAppDeps,
  req: Request,
): Promise<SignedIn> {
  const token = cookie.read(req.get('cookie'))
  const signedIn = token ? await sessions.find(token) : undefined
  if (signedIn) return signedIn
  const isNew = (await setup?.()) === true
  throw new AppError('unauthenticated', {
    details: { company: company(), ...(isNew ? { setup: true } : {}) },
  })
}

function headers(config: Config) {
  return [
    helmet({
      contentSecurityPolicy: false,
      // The widget's pop-ups and the sign-in pages of platforms open in windows of their own.
      crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
      strictTransportSecurity: config.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      xFrameOptions: { action: 'deny' },
    }),
    (_req: Request, res: Response, next: NextFunction) => {
      res.set('Content-Security-Policy', consolePolicy(config))
      next()
    },
  ]
}

/** One id per request, in the answer and in every log line; a proxy's own id is kept. */
function identify(req: Request, res: Response, next: NextFunction): void {
  const given = req.get('x-request-id')
  res.set('X-Request-Id', given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID())
  next()
}

function requestIdOf(res: Response): string {
  return String(res.getHeader('X-Request-Id'))
}

/** Log line and measure of each request: route pattern, status, time; never the query, never a body. */
function account({ log, metrics }: HttpAppDeps) {
  const seconds = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  })
  return (req: Request, res: Response, next: NextFunction) => {
    const start = performance.now()
    res.once('close', () => {
      const ms = performance.now() - start
      // Addresses without a route would make as many series as someone likes to invent.
      const route: string = typeof req.route?.path === 'string' ? req.route.path : 'static'
      const status = res.writableFinished ? res.statusCode : 499
      seconds.observe({ method: req.method, route, status }, ms / 1000)
      const line = { event: 'http.request', requestId: requestIdOf(res), method: req.method, route, status }
      const level = route === 'static' || route.startsWith('/health') ? 'debug' : 'info'
      log[level]({ ...line, ms: Math.round(ms) })
    })
    next()
  }
}

function allowEverySite(res: Response): void {
  res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
  res.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id')
}

function preflight(route: Route) {
  return (_req: Request, res: Response) => {
    allowEverySite(res)
    res.set('Access-Control-Allow-Methods', route.method.toUpperCase())
    res.set('Access-Control-Allow-Headers', 'Content-Type, Authorization')
    res.set('Access-Control-Max-Age', '7200')
    res.status(204).end()
  }
}

/** The one place where an error becomes an answer. */
function refuse({ log }: HttpAppDeps) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const known = toAppError(error)
    const requestId = requestIdOf(res)
    if (known.code === 'internal') log.error({ event: 'http.failed', requestId, err: error })
    else if (known.status >= 500)
      log.warn({ event: 'http.unavailable', requestId, code: known.code, err: known.cause })
    // Half an answer was sent already: the only honest end is a broken connection.
    if (res.headersSent) return void res.destroy()
    if (known.retryAfter !== undefined) res.set('Retry-After', `${known.retryAfter}`)
    // What is left of the body is not worth reading.
    if (known.code === 'too_large') res.set('Connection', 'close')
    res.set('Cache-Control', 'no-store')
    res.status(known.status).json(toErrorBody(known, requestId))
  }
}
