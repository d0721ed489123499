import type { Request } from 'express'
import { z } from 'zod'
import { Attachment, FileId, FileTicket, type User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Limits } from '../http/limits.ts'
import { type Route, route } from '../http/route.ts'
import type { Files, FoundFile, Owner } from './files.ts'
import { serveFile } from './serve-file.ts'
import type { FileTickets } from './ticket.ts'

const Name = z.object({ name: z.string().max(1000).default('') })
const Shape = z.object({ size: z.literal('thumb').optional(), download: z.literal('1').optional() })
const InThread = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Minute = 60

export interface FileRoutesDeps {
  files: Files
  tickets: FileTickets
  limits: Limits
  /** Whose thread a widget's token opens. @throws AppError `token_…` */
  readToken: (token: string | undefined) => Promise<{ thread: string; identity: string }>
  /** @throws AppError `not_found` | `forbidden` */
  threadFor: (user: User, verb: 'thread.read' | 'thread.note', id: string) => Promise<{ identity: string }>
}

/** Files both ways: in by a stream, out by headers under which they stay files. */
export function fileRoutes(deps: FileRoutesDeps): Route[] {
  return [...staffRoutes(deps), ...widgetRoutes(deps)]
}

function staffRoutes({ files, limits, threadFor }: FileRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/threads/:id/files',
      // Whoever may note something may attach something; whether it may be sent is asked when it is sent.
      access: 'thread.note',
      params: InThread,
      query: Name,
      answer: Attachment,
      status: 201,
      handle: async ({ user, params, query, req }) => {
        const { identity } = await threadFor(user, 'thread.note', params.id)
        await limits.consume({ name: 'files-of-agent', points: 60, seconds: Minute }, user.id)
        return await takeIn(files, req, { thread: params.id, identity, sender: user.id }, query.name)
      },
    }),
    route({
      method: 'get',
      path: '/api/threads/:id/files/:file',
      access: 'thread.read',
      params: InThread.extend({ file: FileId }),
      query: Shape,
      handle: async ({ user, params, query, req, res }) => {
        await threadFor(user, 'thread.read', params.id)
        const file = await files.find(params.file)
        const theirs = file?.pending && file.sender !== user.id
        if (!file || file.thread !== params.id || theirs) throw noFile()
        await serveFile(req, res, file, { thumb: query.size === 'thumb', download: query.download === '1' })
      },
    }),
  ]
}

function widgetRoutes({ files, tickets, limits, readToken }: FileRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/widget/files',
      access: 'public',
      limit: { name: 'widget-files-up', points: 60, seconds: Minute },
      query: Name,
      answer: Attachment,
      status: 201,
      handle: async ({ query, req }) => {
        const { thread, identity } = await readToken(bearer(req))
        await limits.consume({ name: 'files-of-thread', points: 30, seconds: Minute }, thread)
        return await takeIn(files, req, { thread, identity, sender: 'customer' }, query.name)
      },
    }),
    route({
      method: 'get',
      path: '/widget/file-ticket',
      access: 'public',
      answer: FileTicket,
      handle: async ({ req }) => tickets.sign((await readToken(bearer(req))).thread),
    }),
    route({
      method: 'get',
      path: '/widget/files/:file',
      access: 'public',
      limit: { name: 'widget-files', points: 1200, seconds: Minute },
      params: z.object({ file: FileId }),
      query: Shape.extend({ ticket: z.string().max(200).optional() }),
      handle: async ({ params, query, req, res }) => {
        const thread = tickets.read(query.ticket)
        const file = await files.find(params.file)
        if (!file || file.thread !== thread || !forCustomer(file)) throw noFile()
        await serveFile(req, res, file, { thumb: query.size === 'thumb', download: query.download === '1' })
      },
    }),
  ]
}

/** What they sent themselves, and what was sent to them: never what colleagues attach to a note. */
function forCustomer({ sender, shown }: FoundFile): boolean {
  return sender === 'customer' || shown
}

async function takeIn(files: Files, req: Request, owner: Owner, name: string): Promise<Attachment> {
  const length = req.get('content-length')
  // Without it nobody could refuse in time, and a browser always says it of a file.
  if (length === undefined || !/^\d{1,15}$/.test(length))
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'content-length', problem: 'is needed' }] },
    })
  return await files.upload({ ...owner, name, bytes: Number(length), body: req })
}

function bearer(req: Request): string | undefined {
  return /^Bearer (\S{1,4096})$/.exec(req.get('authorization') ?? '')?.[1]
}

function noFile(): AppError {
  return new AppError('not_found', { message: 'There is no such file.' })
}
