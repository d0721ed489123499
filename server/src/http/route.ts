import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Verb } from '../agents/permissions.ts'
import type { SignedIn } from '../agents/session.ts'
import type { User } from '../contract/accounts.ts'
import { invalidFields } from '../field-problems.ts'
import type { LimitRule } from './limits.ts'

/** `public` needs no session; a verb is asked of the one authorisation function before the body is even read. */
export type Access = 'public' | Verb
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface RouteContext<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  user: A extends 'public' ? undefined : User
  sessionId: A extends 'public' ? undefined : string
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  req: Request
  res: Response
  requestId: string
  ip: string
}

export interface RouteDefinition<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  method: Method
  path: string
  access: A
  params?: P
  query?: Q
  body?: B
  /** What is answered passes this schema too: no field leaves that the contract does not name. */
  answer?: R
  /** Default: 300 requests a minute and address on public routes, none on others. */
  limit?: LimitRule | 'none'
  /** Status of a good answer with a body; without one it is 204. */
  status?: number
  handle: (context: RouteContext<A, P, Q, B>) => Promise<z.input<R>> | z.input<R>
}

/** What arrived, not yet looked at. */
interface Arrival {
  signedIn: SignedIn | undefined
  body: unknown
  req: Request
  res: Response
  requestId: string
  ip: string
}

/** A route whose types were checked where it was written. */
export interface Route {
  method: Method
  path: string
  access: Access
  limit: LimitRule | undefined
  status: number
  takesBody: boolean
  /** Part of the widget's API: callable from any site, and therefore without cookies. */
  foreign: boolean
  run: (arrival: Arrival) => Promise<unknown>
}

const nothing = z.unknown().transform(() => undefined)
type Nothing = typeof nothing

/** Declares a route: one schema for each thing that comes in, one verb for who may, one function that does it. */
export function route<
  A extends Access,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = z.ZodUnknown,
>(definition: RouteDefinition<A, P, Q, B, R>): Route {
  const { method, path, access, limit, status = 200, answer, handle } = definition
  return {
    method,
    path,
    access,
    status,
    limit: limit === 'none' ? undefined : (limit ?? (access === 'public' ? publicLimit : undefined)),
    takesBody: definition.body !== undefined,
    foreign: path.startsWith('/widget/'),
    run: async ({ signedIn, body, req, res, requestId, ip }) => {
      const context = {
        user: signedIn?.user,
        sessionId: signedIn?.sessionId,
        params: parse(definition.params, req.params, 'path'),
        query: parse(definition.query, req.query, 'query'),
        body: parse(definition.body, body, 'body'),
        req,
        res,
        requestId,
        ip,
      }
      // `user` follows from `access`, which the compiler cannot see: the application fills it for every verb.
      const result = await handle(context as RouteContext<A, P, Q, B>)
      return answer ? answer.parse(result) : result
    },
  }
}
const publicLimit: LimitRule = { name: 'public', points: 300, seconds: 60 }

/**
 * Says which fields are wrong and how, never what they contained.
 *
 * @throws AppError `invalid_request`
 */
function parse<S extends z.ZodType>(schema: S | undefined, value: unknown, where: string): unknown {
  const parsed = (schema ?? nothing).safeParse(value)
  if (parsed.success) return parsed.data
  throw invalidFields(parsed.error, where)
}
