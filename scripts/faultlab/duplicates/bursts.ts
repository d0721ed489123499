import { randomUUID } from 'node:crypto'
import { customersOn } from '../../../server/src/customers/customer.ts'
import type { Lab } from '../live/lab.ts'
import type { Copied } from './copies.ts'
import { openDoors, sendCopy } from './door.ts'

const AT_ONCE = 10

export interface Burst extends Copied {
  /** Of the messages, which have no order among each other. */
  readonly ids: readonly string[]
}

/** F6: somebody who was never here comes by ten ways at once, each with a message: one customer, one thread. */
export async function comeAtOnce({ stack, store, account, shop }: Lab, index: number): Promise<Burst> {
  const sub = `burst-${index}`
  const identity = await shop.identityOf({ sub, email: `${sub}@example.com`, name: `Burst ${index}` })
  const all = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, way) => openDoors(stack.urls, way, { account, identity })),
  )
  const broken: string[] = []
  const ids = all.map(() => randomUUID())
  const [thread = ''] = all.map((doors) => doors.thread)
  try {
    const threads = new Set(all.map((doors) => doors.thread))
    if (threads.size !== 1) broken.push(`${sub} has ${threads.size} threads`)
    await Promise.all(
      all.map(async ({ sockets }, way) => {
        const copy = { id: ids[way] ?? '', n: 1, text: `picture ${way + 1} of ${sub}` }
        const socket = sockets[way % sockets.length]
        const answer = socket ? await sendCopy(socket, copy) : 'no socket'
        if (answer !== 'first') broken.push(`${sub}: a message was answered with ${answer}`)
      }),
    )
  } finally {
    for (const doors of all) doors.close()
  }
  const customers = await customersOn(store.connection).countDocuments({ email: `${sub}@example.com` })
  if (customers !== 1) broken.push(`${sub} has ${customers} records`)
  return { thread, ids, faults: AT_ONCE - 1, broken }
}
