import { timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { collectDefaultMetrics, type Registry } from 'prom-client'
import type { SessionCookie } from '../agents/cookie.ts'
import { can } from '../agents/permissions.ts'
import type { Sessions } from '../agents/session.ts'
import type { Config } from '../config.ts'
import type { CheckName, Fault, HealthReport } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { fault } from '../health/fault.ts'
import { type Route, route } from './route.ts'

const CHECK_MS = 3000
/** Probes come often and from several sides: within this time they share one look. */
const SHARED_MS = 1000

export interface HealthCheck {
  name: CheckName
  /** Without it Parley cannot keep its promise to customers: no traffic. Otherwise it goes on, worse. */
  required: boolean
  /** What is wrong when the check throws or takes too long; absent where another check tells the same. */
  otherwise?: Fault
  /** Answers what is wrong; nothing is good. */
  check: () => Promise<readonly Fault[]>
}

export interface Health {
  register: (check: HealthCheck) => void
  report: () => Promise<HealthReport>
  /** From now on this process says that it takes no traffic, because it is being stopped. */
  leave: () => void
}

const leaving: HealthReport = {
  status: 'not_ready',
  problems: [{ name: 'leaving', required: true, ...fault('leaving') }],
  checks: { leaving: 'failed' },
}

/** Keeps the checks of this process; each part registers its own. */
export function createHealth(): Health {
  const checks: HealthCheck[] = []
  let last: { at: number; report: Promise<HealthReport> } | undefined
  return {
    register: (check) => {
      checks.push(check)
    },
    report: () => {
      if (last && performance.now() - last.at < SHARED_MS) return last.report
      last = { at: performance.now(), report: lookAt(checks) }
      return last.report
    },
    leave: () => {
      last = { at: Number.POSITIVE_INFINITY, report: Promise.resolve(leaving) }
    },
  }
}

async function lookAt(checks: readonly HealthCheck[]): Promise<HealthReport> {
  const results = await Promise.all(
    checks.map(async (check) => ({ ...check, faults: await faultsOf(check) })),
  )
  const problems = results.flatMap(({ name, required, faults }) =>
    faults.map((found) => ({ name, required, ...found })),
  )
  return {
    status: statusOf(problems),
    problems,
    checks: Object.fromEntries(
      results.map(({ name, faults }) => [name, faults.length > 0 ? ('failed' as const) : ('ok' as const)]),
    ),
  }
}

function statusOf(problems: HealthReport['problems']): HealthReport['status'] {
  if (problems.some(({ required }) => required)) return 'not_ready'
  return problems.length > 0 ? 'degraded' : 'ready'
}

async function faultsOf({ check, otherwise }: HealthCheck): Promise<readonly Fault[]> {
  const failed = otherwise ? [otherwise] : []
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<readonly Fault[]>((done) => {
    timer = setTimeout(() => done(failed), CHECK_MS)
  })
  try {
    return await Promise.race([check(), tooLong])
  } catch {
    return failed
  } finally {
    clearTimeout(timer)
  }
}

export interface HealthRoutesDeps {
  health: Health
  metrics: Registry
  sessions: Sessions
  cookie: SessionCookie
  config: Pick<Config, 'metricsToken'>
}

/** `/health/live`, `/health/ready` and `/metrics`. */
export function healthRoutes(deps: HealthRoutesDeps): Route[] {
  const { health, metrics } = deps
  collectDefaultMetrics({ register: metrics })
  return [
    route({
      method: 'get',
      path: '/health/live',
      access: 'public',
      limit: 'none',
      handle: () => ({ status: 'live' }),
    }),
    route({
      method: 'get',
      path: '/health/ready',
      access: 'public',
      limit: 'none',
      handle: async ({ res }) => {
        const report = await health.report()
        if (report.status === 'not_ready') res.status(503).set('Retry-After', '2').json(report)
        return report
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      access: 'public',
      limit: 'none',
      handle: async ({ req, res }) => {
        if (!(await mayReadMetrics(deps, req))) throw new AppError('forbidden')
        res.type(metrics.contentType).send(await metrics.metrics())
      },
    }),
  ]
}

async function mayReadMetrics(
  { config, sessions, cookie }: HealthRoutesDeps,
  req: Request,
): Promise<boolean> {
  if (isLocal(req)) return true
  const bearer = /^Bearer (\S+)$/.exec(req.get('authorization') ?? '')?.[1]
  if (config.metricsToken && bearer && sameText(bearer, config.metricsToken)) return true
  const token = cookie.read(req.get('cookie'))
  const signedIn = token ? await sessions.find(token) : undefined
  return signedIn !== undefined && can(signedIn.user, 'metrics.read')
}

/** From this machine itself: a proxy on it would have said for whom it asks. */
function isLocal(req: Request): boolean {
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some(
    (name) => req.headers[name] !== undefined,
  )
  const address = req.socket.remoteAddress ?? ''
  return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(address)
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
