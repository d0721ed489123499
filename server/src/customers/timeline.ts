import type { Connection } from 'mongoose'
import { ordersOn } from '../commerce/order.ts'
import { type Return, returnsOn } from '../commerce/return.ts'
import type { Timeline, TimelineItem, TimelineKind } from '../contract/index.ts'
import type { Episode, Episodes } from '../conversations/episode.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type CustomerChange, customerChangesOn } from './change.ts'
import type { CustomerNotes } from './note.ts'

const PAGE = 40
/** Returns are found by their orders; older ones than these are left out. */
const ORDERS = 200

export interface TimelineDeps {
  connection: Connection
  episodes: Episodes
  notes: Pick<CustomerNotes, 'between'>
}

/** Everything that ever happened with a customer, newest first; `before` is the time of the last item shown. */
export async function readTimeline(
  deps: TimelineDeps,
  customer: string,
  wish: { kind?: TimelineKind | undefined; before?: number | undefined },
): Promise<Timeline> {
  const before = new Date(wish.before ?? 8.64e15)
  const kinds = wish.kind ? [wish.kind] : (Object.keys(sources) as TimelineKind[])
  const found = (await Promise.all(kinds.map((kind) => sources[kind](deps, customer, before)))).flat()
  const items = found.toSorted((a, b) => b.at - a.at)
  // What happened in the same moment as the last one of the page stays with it: the cursor is a time.
  const edge = items[PAGE - 1]?.at
  const shown = edge === undefined ? items : items.filter(({ at }) => at >= edge)
  return { items: shown, ...(edge !== undefined && shown.length < found.length ? { next: edge } : {}) }
}

type Source = (deps: TimelineDeps, customer: string, before: Date) => Promise<TimelineItem[]>

const sources: Readonly<Record<TimelineKind, Source>> = {
  conversation: async ({ episodes }, customer, before) => {
    const found = await episodes
      .find(ownFilter({ customer, openedAt: { $lt: before } }))
      .sort({ openedAt: -1 })
      .limit(PAGE + 1)
      .lean<Episode[]>()
    return found.map(conversation)
  },
  order: async ({ connection }, customer, before) => {
    const found = await ordersOn(connection)
      .find(ownFilter({ customer, placedAt: { $lt: before } }))
      .sort({ placedAt: -1 })
      .limit(PAGE + 1)
      .lean()
    return found.map((order) => ({
      kind: 'order',
      id: order._id,
      at: order.placedAt.getTime(),
      status: order.status,
      total: { amount: order.total.amount, currency: order.total.currency },
    }))
  },
  return: async ({ connection }, customer, before) => {
    const orders = await ordersOn(connection)
      .find({ customer }, { _id: 1 })
      .sort({ placedAt: -1 })
      .limit(ORDERS)
      .lean()
    const found = await returnsOn(connection)
      .find(ownFilter({ order: { $in: orders.map(({ _id }) => _id) }, createdAt: { $lt: before } }))
      .sort({ createdAt: -1 })
      .limit(PAGE + 1)
      .lean<Return[]>()
    return found.map(({ number, order, sku, createdAt }) => ({
      kind: 'return',
      id: number,
      at: createdAt.getTime(),
      order,
      sku,
    }))
  },
  note: async ({ notes }, customer, before) =>
    (await notes.between(customer, before, PAGE + 1)).map(({ id, at, by, text, pinned }) => ({
      kind: 'note',
      id,
      at,
      by,
      text,
      pinned,
    })),
  change: async ({ connection }, customer, before) => {
    const found = await customerChangesOn(connection)
      .find(ownFilter({ customer, at: { $lt: before } }))
      .sort({ at: -1 })
      .limit(PAGE + 1)
      .lean<CustomerChange[]>()
    return found.map(({ _id, at, by, what, fields, added, removed, import: from }) => ({
      kind: 'change',
      id: _id,
      at: at.getTime(),
      by,
      what,
      fields,
      added,
      removed,
      ...(from ? { import: { id: from.id, line: from.line } } : {}),
    }))
  },
}

function conversation(line: Episode): TimelineItem {
  return {
    kind: 'conversation',
    id: line._id,
    at: line.openedAt.getTime(),
    thread: line.thread,
    episode: line.episode,
    channel: line.channel,
    status: line.status,
    ...(line.intent ? { intent: line.intent } : {}),
    ...(line.mood ? { mood: line.mood.label } : {}),
    ...(line.handledBy ? { handledBy: line.handledBy } : {}),
    ...(line.outcome ? { outcome: line.outcome } : {}),
    ...(line.rating === undefined ? {} : { rating: line.rating }),
  }
}
