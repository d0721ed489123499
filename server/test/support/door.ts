import { type IncomingHttpHeaders, request } from 'node:http'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { sessionCookie } from '../../src/agents/cookie.ts'
import type { Sessions } from '../../src/agents/session.ts'
import { readConfig } from '../../src/config.ts'
import type { Role } from '../../src/contract/accounts.ts'
import { createHttpApp, createHttpServer } from '../../src/http/app.ts'
import { createLimits } from '../../src/http/limits.ts'
import type { Route } from '../../src/http/route.ts'
import type { StaticFolders } from '../../src/http/static-files.ts'

const roles: readonly Role[] = ['agent', 'supervisor', 'trainer', 'admin']

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: { error?: { code: string; message: string; details?: object; requestId?: string } } & Record<
    string,
    unknown
  >
}
export interface Ask {
  method?: string
  body?: unknown
  raw?: string
  as?: Role | 'nobody'
  headers?: Record<string, string>
}

export type AskFor = (path: string, ask?: Ask) => Promise<Answer>

/**
 * The HTTP application on a free port, over a session store whose tokens are the names of roles: for tests of the
 * door, not of the store.
 */
export async function startDoor({
  dir,
  routes = [],
  staticFolders = {},
}: {
  dir: string
  routes?: readonly Route[]
  staticFolders?: StaticFolders
}) {
  const config = readConfig({
    PARLEY_DATA_DIR: dir,
    NODE_ENV: 'test',
    PARLEY_ALLOWED_ORIGINS: 'https://desk.example',
  })
  const cookie = sessionCookie(config)
  const logged: string[] = []
  const app = createHttpApp({
    company: () => 'Northwind',
    config,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    sessions: roleSessions as Sessions,
    cookie,
    limits: createLimits(undefined),
    metrics: new Registry(),
    routes,
    staticFolders,
  })
  const server = createHttpServer(app)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { ask: askAt(port, cookie.name), port, logged, stop }
}

/** A session store whose tokens are the names of roles. */
export const roleSessions: Pick<Sessions, 'find'> = {
  find: async (token) => {
    const role = roles.find((name) => name === token)
    if (!role) return undefined
    const words = { id: role, email: `${role}@shop.example`, name: role }
    return {
      sessionId: role,
      user: { ...words, role, queues: ['orders'], languages: ['en'], capacity: 5, demo: true },
    }
  },
}

function askAt(port: number, cookieName: string): AskFor {
  return (path, { method = 'GET', body, raw, as = 'admin', headers = {} } = {}) => {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const type = text === undefined ? {} : { 'content-type': 'application/json' }
    const who = as === 'nobody' ? {} : { cookie: `a=b; ${cookieName}=${as}` }
    return new Promise((done, fail) => {
      const req = request({ port, path, method, headers: { ...type, ...who, ...headers } }, (res) => {
        let got = ''
        res.on('data', (chunk) => {
          got += chunk
        })
        res.on('end', () => {
          const isJson = res.headers['content-type']?.includes('json')
          done({
            status: res.statusCode ?? 0,
            headers: res.headers,
            text: got,
            json: isJson ? JSON.parse(got) : {},
          })
        })
      })
      req.on('error', fail)
      req.end(text)
    })
  }
}
