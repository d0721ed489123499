import type { Request, Response } from 'express'
import type { Connection } from 'mongoose'
import { z } from 'zod'
import { auditTo } from '../../agents/audit.ts'
import {
  type BadRow,
  BadRowPage,
  CustomerFilter,
  ImportDelimiter,
  ImportDetail,
  ImportEncoding,
  ImportList,
  ImportPlan,
} from '../../contract/index.ts'
import { AppError } from '../../errors.ts'
import { disposition } from '../../files/serve-file.ts'
import type { Limits } from '../../http/limits.ts'
import { type Route, route } from '../../http/route.ts'
import type { Settings } from '../../settings/settings.ts'
import { storeDate } from '../../storage/clock.ts'
import { exportCustomers } from './export.ts'
import type { Imports } from './imports.ts'
import { problemWords, reportHeads } from './report-words.ts'
import { sendPieces } from './send-pieces.ts'
import { BOM, writeRow } from './write-rows.ts'

const Id = z.object({ id: z.string().regex(/^i_[A-Za-z0-9_-]{1,32}$/) })
/** Time and id of the last import of the page before. */
const Cursor = z
  .string()
  .regex(/^\d{1,15}\.i_[A-Za-z0-9_-]{1,32}$/, 'is not a cursor of this list')
  .transform((text) => {
    const dot = text.indexOf('.')
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
  })
const InLanguage = z.object({ lang: z.enum(['en', 'zh']).default('en') })

export interface CsvRoutesDeps {
  connection: Connection
  settings: Pick<Settings, 'get'>
  imports: Imports
  limits: Limits
}

/** Customers in and out as tables. */
export function csvRoutes(deps: CsvRoutesDeps): Route[] {
  return [...uploadRoutes(deps), ...importRoutes(deps), reportRoute(deps), exportRoute(deps)]
}

function uploadRoutes({ imports, limits }: CsvRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/customer-imports',
      access: 'customer.import',
      query: z.object({ name: z.string().max(1000).default('') }),
      answer: ImportDetail,
      status: 201,
      handle: async ({ user, query, req }) => {
        await limits.consume({ name: 'customer-imports', points: 60, seconds: 3600 }, user.id)
        return await imports.upload(user, { name: query.name, bytes: lengthOf(req), body: req })
      },
    }),
    route({
      method: 'get',
      path: '/api/customer-imports',
      access: 'customer.import',
      query: z.object({ cursor: Cursor.optional() }),
      answer: ImportList,
      handle: async ({ query }) => await imports.list(query.cursor),
    }),
    route({
      method: 'delete',
      path: '/api/customer-imports/:id',
      access: 'customer.import',
      params: Id,
      handle: async ({ user, params }) => {
        await imports.discard(params.id, user)
        return undefined
      },
    }),
  ]
}

function importRoutes({ imports }: CsvRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/customer-imports/:id',
      access: 'customer.import',
      params: Id,
      query: z.object({ encoding: ImportEncoding.optional(), delimiter: ImportDelimiter.optional() }),
      answer: ImportDetail,
      handle: async ({ params, query }) => await imports.detail(params.id, query),
    }),
    route({
      method: 'post',
      path: '/api/customer-imports/:id/check',
      access: 'customer.import',
      params: Id,
      body: ImportPlan,
      answer: ImportDetail,
      handle: async ({ user, params, body }) => await imports.check(params.id, body, user),
    }),
    route({
      method: 'post',
      path: '/api/customer-imports/:id/start',
      access: 'customer.import',
      params: Id,
      answer: ImportDetail,
      handle: async ({ user, params }) => await imports.start(params.id, user),
    }),
    route({
      method: 'get',
      path: '/api/customer-imports/:id/bad-rows',
      access: 'customer.import',
      params: Id,
      query: z.object({
        cursor: z
          .string()
          .regex(/^i_[A-Za-z0-9_-]{1,32}:(check|import):\d{6}$/)
          .optional(),
      }),
      answer: BadRowPage,
      handle: async ({ params, query }) => {
        if (query.cursor && !query.cursor.startsWith(`${params.id}:`)) throw new AppError('invalid_request')
        return await imports.badRows(params.id, query.cursor)
      },
    }),
  ]
}

/** What was not taken over, with its own columns behind the reasons: mended, the file can be imported as it is. */
function reportRoute({ imports }: CsvRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/api/customer-imports/:id/bad-rows.csv',
    access: 'customer.import',
    params: Id,
    query: InLanguage,
    handle: async ({ params, query: { lang }, req, res }) => {
      const first = await imports.badRows(params.id, undefined)
      const { name } = await imports.detail(params.id)
      const line = ({ line, problems, cells }: BadRow) =>
        writeRow([
          String(line),
          problems.map(({ column }) => (column === undefined ? '' : (first.heads[column] ?? ''))).join('; '),
          problems.map((problem) => problemWords(problem, lang)).join('; '),
          ...cells,
        ])
      const pieces = async function* () {
        yield BOM + writeRow([...reportHeads[lang], ...first.heads])
        for (let page = first; ; page = await imports.badRows(params.id, page.next)) {
          yield page.rows.map(line).join('')
          if (!page.next) return
        }
      }
      asTable(res, `${name.replace(/\.[a-z]+$/, '')}-${lang === 'zh' ? '未导入' : 'not-imported'}.csv`)
      await sendPieces(req, res, pieces())
    },
  })
}

function exportRoute({ connection, settings, limits }: CsvRoutesDeps): Route {
  const audit = auditTo(connection)
  return route({
    method: 'get',
    path: '/api/customer-export',
    access: 'customer.export',
    query: CustomerFilter.extend(InLanguage.shape),
    handle: async ({ user, query: { lang, ...filter }, req, res, ip }) => {
      await limits.consume({ name: 'customer-export', points: 60, seconds: 3600 }, user.id)
      const event = { actor: user.id, ip }
      // Before the first line leaves the house; how many there were is known afterwards.
      await audit({ ...event, action: 'customer.export', details: { filter } })
      let customers = 0
      const pieces = async function* () {
        const wish = {
          filter,
          language: lang,
          definitions: settings.get('fields').fields,
          tags: settings.get('tags').tags,
        }
        for await (const piece of exportCustomers(connection, wish)) {
          customers += piece.customers
          yield piece.text
        }
      }
      const today = storeDate(connection).toISOString().slice(0, 10)
      asTable(res, `${lang === 'zh' ? '客户' : 'customers'}-${today}.csv`)
      const whole = await sendPieces(req, res, pieces())
      await audit({ ...event, action: 'customer.exported', details: { filter, customers, whole } })
    },
  })
}

function asTable(res: Response, name: string): void {
  res.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': disposition(name, false),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  })
}

function lengthOf(req: Request): number {
  const length = req.get('content-length')
  // Without it nobody could refuse in time, and a browser always says it of a file.
  if (length === undefined || !/^\d{1,15}$/.test(length))
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'content-length', problem: 'is needed' }] },
    })
  return Number(length)
}
