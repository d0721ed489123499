import {
  type Counts,
  type KnownCustomers,
  ownSortOf,
  type Row,
  type RowFilter,
  type Sort,
  type User,
  type View,
} from '../contract/index.ts'
import { DOCTOR } from '../health/doctor.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type CountParts, countView, createCounting, type RowCount } from './counting.ts'
import type { Reader } from './read.ts'
import { afterCursor, type Cursor, filterQuery, type Phase, phasesOf, writeCursor } from './row-query.ts'
import type { Thread, Threads } from './thread.ts'

/** Who looks, as far as lists are concerned. */
export type Viewer = Pick<User, 'id' | 'role' | 'queues'>

const PAGE = 50

/** Agents see the waiting and open conversations of their queues; the others see all. */
export function seesAllQueues(viewer: Viewer): boolean {
  return viewer.role !== 'agent'
}

/** The store's filter of a view for a viewer. One place for lists and counts. */
export function viewFilter(view: View, viewer: Viewer): Record<string, unknown> {
  const queues = seesAllQueues(viewer) ? {} : { queue: { $in: viewer.queues } }
  switch (view) {
    case 'waiting':
      return { control: 'requested', status: 'open', ...queues }
    case 'mine':
      return { $or: [{ 'agent.id': viewer.id, status: 'open' }, { 'offer.agent': viewer.id }] }
    case 'bot':
      return { control: 'bot', status: 'open' }
    case 'open':
      return seesAllQueues(viewer)
        ? { status: 'open' }
        : {
            status: 'open',
            $or: [{ queue: { $in: viewer.queues } }, { control: 'bot' }, { 'agent.id': viewer.id }],
          }
    case 'closed':
      return {
        status: 'closed',
        ...(seesAllQueues(viewer)
          ? {}
          : {
              $or: [
                { queue: { $in: viewer.queues } },
                { 'agent.id': viewer.id },
                { queue: { $exists: false } },
              ],
            }),
      }
  }
}

/** Has a queue: said as a range, which an index can count by its keys alone. */
const SOME_QUEUE = { $gte: '' }

const NOTHING: CountParts = { plus: [], minus: [] }

/**
 * The same rows as `viewFilter`, in parts that an index counts without reading a row. Where alternatives meet, that is
 * taken into account: each row is counted once. What the bot has is in no queue.
 */
export function countParts(view: View, viewer: Viewer): CountParts {
  const [shared, own] = [sharedParts(view, viewer), ownParts(view, viewer)]
  return { plus: [...shared.plus, ...own.plus], minus: [...shared.minus, ...own.minus] }
}

/** Of these, what is the same for everybody with the same queues. */
export function sharedParts(view: View, viewer: Viewer): CountParts {
  if (view === 'mine') return NOTHING
  if (seesAllQueues(viewer) || (view !== 'open' && view !== 'closed'))
    return { plus: [viewFilter(view, viewer)], minus: [] }
  const inQueues = { status: view, queue: { $in: viewer.queues } }
  return view === 'open'
    ? { plus: [inQueues, { control: 'bot', status: view }], minus: [] }
    : { plus: [inQueues, { status: view }], minus: [{ status: view, queue: SOME_QUEUE }] }
}

/** And what is the viewer's own: it changes only with conversations that they have, had or are offered. */
export function ownParts(view: View, viewer: Viewer): CountParts {
  if (view === 'mine') return { plus: [viewFilter(view, viewer)], minus: [] }
  if (seesAllQueues(viewer) || (view !== 'open' && view !== 'closed')) return NOTHING
  const mine = (queue: unknown) => ({ 'agent.id': viewer.id, status: view, queue })
  // Theirs outside their queues: all of theirs in a queue, without those in their own queues.
  return { plus: [mine(SOME_QUEUE)], minus: [mine({ $in: viewer.queues })] }
}

/** The rooms in which a row is news; a viewer joins those of `viewRooms`. The same rule as `viewFilter`, for live events. */
export function rowRooms(row: Row): Map<string, View> {
  const rooms = new Map<string, View>()
  if (row.status === 'closed') {
    rooms.set('closed:all', 'closed').set(`closed:${row.queue ?? '-'}`, 'closed')
    if (row.agent) rooms.set(`closed:by ${row.agent.id}`, 'closed')
    return rooms
  }
  rooms.set('open:all', 'open').set(row.control === 'bot' ? 'open:-' : `open:${row.queue ?? '-'}`, 'open')
  if (row.control === 'requested')
    rooms.set('waiting:all', 'waiting').set(`waiting:${row.queue ?? '-'}`, 'waiting')
  if (row.control === 'bot') rooms.set('bot:all', 'bot')
  if (row.agent) rooms.set(`mine:${row.agent.id}`, 'mine').set(`open:by ${row.agent.id}`, 'open')
  if (row.offer) rooms.set(`mine:${row.offer.agent}`, 'mine')
  return rooms
}

export function viewRooms(view: View, viewer: Viewer): string[] {
  if (view === 'mine') return [`mine:${viewer.id}`]
  if (view === 'bot') return ['bot:all']
  if (seesAllQueues(viewer)) return [`${view}:all`]
  const queues = viewer.queues.map((queue) => `${view}:${queue}`)
  return view === 'waiting' ? queues : [...queues, `${view}:-`, `${view}:by ${viewer.id}`]
}

/** A list that somebody looks at: a view, narrowed down and sorted. */
export interface ListAsked {
  view: View
  filter?: RowFilter | undefined
  sort?: Sort | undefined
}

interface ViewsDeps {
  threads: Threads
  reader: Reader
  /** The customers that a filter means, where only their records say so. */
  customers?: (filter: RowFilter) => Promise<KnownCustomers>
}

export function createViews({ threads, reader, customers = async () => ({}) }: ViewsDeps) {
  const counting = createCounting(threads)
  const count = async (view: View, viewer: Viewer) => await countView(counting, countParts(view, viewer))
  const countShared = async (view: View, viewer: Viewer) =>
    await countView(counting, sharedParts(view, viewer))
  const countOwn = async (view: View, viewer: Viewer) => await countView(counting, ownParts(view, viewer))
  /** At most `limit` rows of one run. */
  const run = async (phase: Phase, conditions: Record<string, unknown>[], limit: number) =>
    await threads
      .find(ownFilter({ $and: [...conditions, phase.where, { customer: { $ne: DOCTOR } }] }))
      .sort({ [phase.field]: phase.direction, _id: phase.direction })
      .limit(limit)
      .lean<Thread[]>()
  /** One row more than a page, each with the run that it was found in. */
  const runs = async (phases: readonly Phase[], conditions: Record<string, unknown>[], cursor?: Cursor) => {
    const found: { thread: Thread; phase: number }[] = []
    for (let phase = cursor?.phase ?? 0; phase < phases.length && found.length <= PAGE; phase++) {
      const here = phases[phase] as Phase
      const after = cursor && cursor.phase === phase ? [afterCursor(here, cursor)] : []
      const threadsHere = await run(here, [...conditions, ...after], PAGE + 1 - found.length)
      found.push(...threadsHere.map((thread) => ({ thread, phase })))
    }
    return found
  }
  return {
    /** How many rows every view has. */
    async counts(viewer: Viewer): Promise<Counts> {
      const views: View[] = ['waiting', 'mine', 'bot', 'open', 'closed']
      const numbers = await Promise.all(views.map((view) => count(view, viewer)))
      return Object.fromEntries(views.map((view, index) => [view, numbers[index]?.value ?? 0])) as Counts
    },
    /** The two parts of a view's number. */
    countShared,
    countOwn,
    /** How many rows a narrowed list has. */
    async countOf({ view, filter = {} }: ListAsked, viewer: Viewer): Promise<RowCount> {
      return await counting([viewFilter(view, viewer), ...filterQuery(filter, await customers(filter))])
    },
    /** A page of rows in the order that was asked for; the cursor names the last row of the page before. */
    async page(
      view: View,
      viewer: Viewer,
      { cursor, filter = {}, sort = ownSortOf(view) }: Omit<ListAsked, 'view'> & { cursor?: Cursor } = {},
    ): Promise<{ rows: Row[]; next?: string; total?: number; known?: KnownCustomers }> {
      const phases = phasesOf(sort)
      const known = await customers(filter)
      const narrowed = filterQuery(filter, known)
      const conditions = [viewFilter(view, viewer), ...narrowed]
      const [found, total] = await Promise.all([
        runs(phases, conditions, cursor),
        narrowed.length > 0 ? counting(conditions) : undefined,
      ])
      const rows = await Promise.all(found.slice(0, PAGE).map(({ thread }) => reader.row(thread)))
      const last = found[PAGE - 1]
      return {
        rows,
        ...(found.length > PAGE && last ? { next: cursorAt(last, phases) } : {}),
        ...(total === undefined ? {} : { total: total.value, known }),
      }
    },
  }
}
export type Views = ReturnType<typeof createViews>

function cursorAt({ thread, phase }: { thread: Thread; phase: number }, phases: readonly Phase[]): string {
  const field = phases[phase]?.field ?? 'movedAt'
  const at = field === 'mood.score' ? (thread.mood?.score ?? 0) : (thread[field]?.getTime() ?? 0)
  return writeCursor({ phase, at, id: thread._id })
}
