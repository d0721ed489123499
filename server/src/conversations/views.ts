import type { Counts, Row, User, View } from '../contract/index.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Reader } from './read.ts'
import type { Thread, Threads } from './thread.ts'

/** Who looks, as far as lists are concerned. */
export type Viewer = Pick<User, 'id' | 'role' | 'queues'>

const CAP = 999
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

/** Whoever waits longest comes first; everywhere else the newest does. The console sorts live rows by the same rule. */
function orderOf(view: View): { field: 'waitingSince' | 'movedAt'; direction: 1 | -1 } {
  return view === 'waiting' ? { field: 'waitingSince', direction: 1 } : { field: 'movedAt', direction: -1 }
}

export function createViews(deps: { threads: Threads; reader: Reader }) {
  const { threads, reader } = deps
  const count = async (view: View, viewer: Viewer) =>
    await threads.countDocuments(ownFilter(viewFilter(view, viewer))).limit(CAP)
  return {
    /** True counts of every view, capped at 999. */
    async counts(viewer: Viewer): Promise<Counts> {
      const views: View[] = ['waiting', 'mine', 'bot', 'open', 'closed']
      const numbers = await Promise.all(views.map((view) => count(view, viewer)))
      return Object.fromEntries(views.map((view, index) => [view, numbers[index] ?? 0])) as Counts
    },
    count,
    /** A page of rows in the view's order; the cursor names the last row of the page before. */
    async page(
      view: View,
      viewer: Viewer,
      cursor?: { at: number; id: string },
    ): Promise<{ rows: Row[]; next?: string }> {
      const { field, direction } = orderOf(view)
      const beyond = direction === 1 ? '$gt' : '$lt'
      const at = new Date(cursor?.at ?? 0)
      const after = cursor
        ? { $or: [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: cursor.id } }] }
        : {}
      const found = await threads
        .find(ownFilter({ $and: [viewFilter(view, viewer), after] }))
        .sort({ [field]: direction, _id: direction })
        .limit(PAGE + 1)
        .lean<Thread[]>()
      const rows = await Promise.all(found.slice(0, PAGE).map((thread) => reader.row(thread)))
      const last = found[PAGE - 1]
      return found.length > PAGE && last
        ? { rows, next: `${last[field]?.getTime() ?? 0}.${last._id}` }
        : { rows }
    },
  }
}
export type Views = ReturnType<typeof createViews>
