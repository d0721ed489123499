import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row, View } from '../contract/index.ts'
import { countParts, rowRooms, type Viewer, viewFilter, viewRooms } from './views.ts'

const queues = ['orders', 'billing', 'general']
const views: View[] = ['waiting', 'mine', 'bot', 'open', 'closed']

const rows = fc
  .record({
    status: fc.constantFrom('open' as const, 'closed' as const),
    control: fc.constantFrom('bot' as const, 'requested' as const, 'agent' as const),
    queue: fc.option(fc.constantFrom(...queues), { nil: undefined }),
    agent: fc.option(fc.constantFrom('a1', 'a2'), { nil: undefined }),
    offer: fc.option(fc.constantFrom('a1', 'a2'), { nil: undefined }),
  })
  // The combinations that commits produce.
  .filter(({ status, control, agent, offer, queue }) => {
    if (status === 'closed') return control === 'bot' && offer === undefined
    if (control === 'bot') return agent === undefined && offer === undefined && queue === undefined
    if (control === 'requested') return agent === undefined && queue !== undefined
    return agent !== undefined && offer === undefined && queue !== undefined
  })
const viewers = fc.record({
  id: fc.constantFrom('a1', 'a2', 'a3'),
  role: fc.constantFrom('agent' as const, 'supervisor' as const, 'admin' as const),
  queues: fc.subarray(queues),
})

/** The store's reading of the filter, for the few operators that views use. */
function fits(filter: Record<string, unknown>, doc: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([path, wanted]) => {
    if (path === '$or') return (wanted as Record<string, unknown>[]).some((one) => fits(one, doc))
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], doc)
    if (typeof wanted !== 'object' || wanted === null) return value === wanted
    const operators = wanted as { $in?: unknown[]; $exists?: boolean; $gte?: string }
    if (operators.$gte !== undefined) return typeof value === 'string' && value >= operators.$gte
    if (operators.$in) return operators.$in.includes(value)
    return (value !== undefined) === operators.$exists
  })
}

test('a row is news exactly in the rooms of those whose list holds it, and counted there once', () => {
  fc.assert(
    fc.property(rows, viewers, (state, viewer: Viewer) => {
      const { agent, offer, ...rest } = state
      const row = {
        id: 't',
        head: 1,
        ...rest,
        ...(agent ? { agent: { id: agent, name: agent } } : {}),
        ...(offer ? { offer: { agent: offer, until: 1 } } : {}),
      }
      const doc = {
        ...rest,
        ...(agent ? { agent: { id: agent } } : {}),
        ...(offer ? { offer: { agent: offer } } : {}),
      }
      const rooms = rowRooms(row as unknown as Row)
      for (const view of views) {
        const listed = fits(viewFilter(view, viewer), doc)
        const heard = viewRooms(view, viewer).some((room) => rooms.get(room) === view)
        expect(heard, `${view} ${JSON.stringify(state)} ${JSON.stringify(viewer)}`).toBe(listed)
        const { plus, minus } = countParts(view, viewer)
        const counted = (parts: typeof plus) => parts.filter((part) => fits(part, doc)).length
        expect(counted(plus) - counted(minus), `counted ${view} ${JSON.stringify(state)}`).toBe(
          listed ? 1 : 0,
        )
      }
    }),
    { numRuns: 400, seed: 7 },
  )
})
