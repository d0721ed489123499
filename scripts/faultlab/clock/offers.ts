import type { EntryBody } from '../../../server/src/contract/index.ts'
import { inParallel } from '../../lib/in-parallel.ts'
import type { ProductStore } from '../../lib/product-store.ts'
import { type DeskAgent, type Login, openDesk } from '../../replay/agent.ts'
import type { Timings } from './timings.ts'

const AT_A_TIME = 8

/** People who are at the desk and take nothing: every offer to them runs out. */
export async function seatSleepers(urls: readonly string[], logins: readonly Login[]): Promise<DeskAgent[]> {
  const nothing = { onRow: idle, onEntries: idle, onRefused: idle, onConnect: idle }
  return await Promise.all(
    logins.map((login, index) => openDesk(urls[index % urls.length] ?? '', login, nothing)),
  )
}

/** How long each offer of these threads stood before its time was over, by the log. */
export async function timeOffers(
  store: ProductStore,
  threads: readonly string[],
  { timings, offerMs }: { timings: Timings; offerMs: number },
): Promise<void> {
  await inParallel([...threads], AT_A_TIME, async (thread) => {
    const entries = await store.log.find({ thread, kind: 'assignment' }).sort({ seq: 1 }).lean()
    const { identity = '' } = (await store.threads.findById(thread, { identity: 1 }).lean()) ?? {}
    let offeredAt: number | undefined
    for (const entry of entries) {
      const at = entry.at.getTime()
      const said = JSON.parse(await store.sealer.open(identity, entry.body)) as EntryBody
      const change = said.kind === 'assignment' ? said.change : undefined
      if (change === 'timed_out' && offeredAt !== undefined) timings.went('an offer', at, offeredAt + offerMs)
      offeredAt = change === 'offered' ? at : undefined
    }
  })
}

const idle = (): undefined => undefined
