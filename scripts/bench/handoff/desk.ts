import { sessionCookie } from '../../../server/src/agents/cookie.ts'
import { createSessions } from '../../../server/src/agents/session.ts'
import type { EntryBody } from '../../../server/src/contract/index.ts'
import { ownFilter } from '../../../server/src/storage/own-filter.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import type { ProductStore } from '../../lib/product-store.ts'
import { readFromStore } from '../../replay/record.ts'
import { hireAgents } from '../../replay/team.ts'

const HOURS_MS = 12 * 3_600_000
const AT_A_TIME = 20

export interface DeskPlace {
  readonly agent: string
  readonly cookie: string
}

/**
 * Hires so many agents and opens a session for each in the store, by the product's own code: a thousand passwords would
 * take longer than the measurement.
 */
export async function fillDesk(store: ProductStore, count: number): Promise<DeskPlace[]> {
  const emails = (await hireAgents(store, count)).map(({ email }) => email)
  const agents = await store.users.find(ownFilter({ email: { $in: emails } }), { _id: 1 }).lean()
  const sessions = createSessions({ connection: store.connection, idleMs: HOURS_MS, maxMs: HOURS_MS })
  const { name } = sessionCookie({ secure: false, sessionMaxMs: HOURS_MS })
  return await inParallel(agents, AT_A_TIME, async ({ _id: agent }) => {
    const { token } = await sessions.start({ user: agent })
    return { agent, cookie: `${name}=${token}` }
  })
}

/** To whom the store says that each thread was offered, in its order. */
export async function readOffers(
  store: ProductStore,
  threads: readonly string[],
): Promise<Map<string, string[]>> {
  const offers = await inParallel(threads, AT_A_TIME, async (thread): Promise<[string, string[]]> => {
    const { bodies } = await readFromStore(store, thread)
    return [thread, bodies.flatMap(offeredTo)]
  })
  return new Map(offers)
}

function offeredTo(body: EntryBody): string[] {
  return body.kind === 'assignment' && body.change === 'offered' && body.agent ? [body.agent] : []
}
