import type { Connection } from 'mongoose'
import { z } from 'zod'
import {
  BlockCustomer,
  type BlockShown,
  CustomerFilter,
  CustomerNote,
  CustomerPage,
  CustomerProfile,
  CustomerSort,
  EditCustomer,
  EditCustomerNote,
  NewCustomer,
  NewCustomerNote,
  TagCustomers,
  Timeline,
  TimelineKind,
  type User,
} from '../contract/index.ts'
import type { Episodes } from '../conversations/episode.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { Settings } from '../settings/settings.ts'
import type { Blocks } from './block.ts'
import type { Customer } from './customer.ts'
import { createByHand, editCustomer } from './edit.ts'
import { listCustomers } from './list.ts'
import type { CustomerNotes } from './note.ts'
import type { readProfile } from './profile.ts'
import { tagCustomers } from './tags.ts'
import { readTimeline } from './timeline.ts'

const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const NoteId = Id.extend({ note: z.string().regex(/^n_[A-Za-z0-9_-]{1,32}$/) })
const Cursor = z
  .string()
  .max(400)
  .transform((text, context) => {
    try {
      const [value, id] = z
        .tuple([z.string(), z.string()])
        .parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
      return { value, id }
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a cursor of this list' })
      return z.NEVER
    }
  })

export interface CustomerRoutesDeps {
  connection: Connection
  episodes: Episodes
  settings: Pick<Settings, 'get'>
  notes: CustomerNotes
  blocks: Blocks
  profile: (id: string) => ReturnType<typeof readProfile>
  /** What staff sees of a block. */
  blockShown: (customer: Customer) => Promise<BlockShown | undefined>
  /** The record has another name or standing: what shows it follows. */
  renamed: (customer: Customer, by: User) => Promise<void>
  /** Tells every console that a record is out of date. */
  changed: (customer: string) => void
}

/** The customer's record: beside a conversation, in lists, on its own page. */
export function customerRoutes(deps: CustomerRoutesDeps): Route[] {
  return [...listRoutes(deps), ...recordRoutes(deps), ...noteRoutes(deps), ...blockRoutes(deps)]
}

function listRoutes({ connection, settings, blockShown, changed }: CustomerRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/customers',
      access: 'customer.read',
      query: CustomerFilter.extend({
        sort: CustomerSort.default('seen'),
        dir: z.enum(['asc', 'desc']).default('desc'),
        cursor: Cursor.optional(),
      }),
      answer: CustomerPage,
      handle: async ({ query: { sort, dir, cursor, ...filter } }) => {
        // Nobody else has a time of it to be sorted by.
        const among = sort === 'blocked' ? { ...filter, blocked: 'yes' as const } : filter
        return await listCustomers(connection, { filter: among, sort, dir, cursor }, blockShown)
      },
    }),
    route({
      method: 'post',
      path: '/api/customers',
      access: 'customer.write',
      body: NewCustomer,
      status: 201,
      answer: z.object({ id: z.string() }),
      handle: async ({ user, body }) => ({
        id: await createByHand({ connection, definitions: settings.get('fields').fields }, body, user),
      }),
    }),
    route({
      method: 'post',
      path: '/api/customers/tags',
      access: 'customer.write',
      body: TagCustomers,
      answer: z.object({ changed: z.array(z.string()) }),
      handle: async ({ user, body }) => {
        const ids = await tagCustomers({ connection, tags: settings.get('tags').tags }, body, user)
        for (const id of ids) changed(id)
        return { changed: ids }
      },
    }),
  ]
}

function recordRoutes({
  connection,
  episodes,
  settings,
  notes,
  profile,
  renamed,
  changed,
}: CustomerRoutesDeps): Route[] {
  const find = async (id: string) => {
    const found = await profile(id)
    if (!found) throw new AppError('not_found', { message: 'There is no such customer.' })
    return found
  }
  return [
    route({
      method: 'get',
      path: '/api/customers/:id',
      access: 'customer.read',
      params: Id,
      answer: CustomerProfile,
      handle: async ({ params }) => await find(params.id),
    }),
    route({
      method: 'patch',
      path: '/api/customers/:id',
      access: 'customer.write',
      params: Id,
      body: EditCustomer,
      answer: CustomerProfile,
      handle: async ({ user, params, body }) => {
        const definitions = settings.get('fields').fields
        const edited = await editCustomer({ connection, definitions }, params.id, body, user)
        await renamed(edited, user)
        changed(params.id)
        return await find(params.id)
      },
    }),
    route({
      method: 'get',
      path: '/api/customers/:id/timeline',
      access: 'customer.read',
      params: Id,
      query: z.object({
        kind: TimelineKind.optional(),
        before: z.coerce.number().int().positive().optional(),
      }),
      answer: Timeline,
      handle: async ({ params, query }) =>
        await readTimeline({ connection, episodes, notes }, params.id, query),
    }),
  ]
}

function noteRoutes({ notes, profile, changed }: CustomerRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/customers/:id/notes',
      access: 'customer.read',
      params: Id,
      answer: z.object({ notes: z.array(CustomerNote) }),
      handle: async ({ params }) => ({ notes: await notes.of(params.id) }),
    }),
    route({
      method: 'post',
      path: '/api/customers/:id/notes',
      access: 'customer.write',
      params: Id,
      body: NewCustomerNote,
      status: 201,
      answer: CustomerNote,
      handle: async ({ user, params, body }) => {
        if (!(await profile(params.id)))
          throw new AppError('not_found', { message: 'There is no such customer.' })
        const note = await notes.add(params.id, body, user)
        changed(params.id)
        return note
      },
    }),
    route({
      method: 'patch',
      path: '/api/customers/:id/notes/:note',
      access: 'customer.write',
      params: NoteId,
      body: EditCustomerNote,
      answer: CustomerNote,
      handle: async ({ user, params, body }) => {
        const note = await notes.edit(params.id, params.note, body, user)
        changed(params.id)
        return note
      },
    }),
  ]
}

function blockRoutes({ blocks, changed }: CustomerRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/customers/:id/block',
      access: 'customer.block',
      params: Id,
      body: BlockCustomer,
      handle: async ({ user, params, body }) => {
        await blocks.block(params.id, body, user)
        changed(params.id)
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/customers/:id/unblock',
      access: 'customer.block',
      params: Id,
      body: z.strictObject({ restore: z.boolean().default(false) }),
      handle: async ({ user, params, body }) => {
        await blocks.unblock(params.id, body.restore, user)
        changed(params.id)
        return undefined
      },
    }),
  ]
}
