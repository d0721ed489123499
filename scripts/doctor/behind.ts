import { setTimeout as delay } from 'node:timers/promises'
import { logOn } from '../../server/src/conversations/entry.ts'
import { type Thread, threadsOn } from '../../server/src/conversations/thread.ts'
import { ownFilter } from '../../server/src/storage/own-filter.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { HopError } from './hop.ts'
import { isAnswer, type Line } from './line.ts'

const LOOK_MS = 40

/** What happens behind the door after a message was acknowledged. */
export interface Behind {
  /** Resolves when the turn is committed. @throws HopError */
  turn(withinMs: number): Promise<void>
  /** Resolves when the log has it all. @throws HopError */
  logged(withinMs: number): Promise<void>
}

/** As the store shows it. */
export function behindInStore({ connection }: ProductStore, thread: string): Behind {
  const read = () => threadsOn(connection).findById(thread).lean<Thread>()
  return {
    turn: (withinMs) =>
      until(withinMs, 'not_answered', async () => {
        const found = await read()
        if (found?.control === 'requested') throw new HopError('handed_off', found.reason)
        return found !== null && found.customerSeq > 0 && found.botSeq >= found.customerSeq
      }),
    logged: (withinMs) =>
      until(withinMs, 'not_logged', async () => {
        const found = await read()
        const of = ownFilter({ _id: { $gte: `${thread}:`, $lt: `${thread};` } })
        return found !== null && (await logOn(connection).countDocuments(of)) >= found.head
      }),
  }
}

/** As a customer can know it, who asks again and again. Of the log they only see that it can be read. */
export function behindTheDoor(line: Line): Behind {
  const look = async () => {
    const answer = await line.sync()
    if (answer?.state.control === 'requested') throw new HopError('handed_off')
    return answer?.entries.some(isAnswer) === true
  }
  return {
    turn: (withinMs) => until(withinMs, 'not_answered', look),
    logged: (withinMs) => until(withinMs, 'not_logged', look),
  }
}

async function until(withinMs: number, why: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(LOOK_MS)) if (await holds()) return
  throw new HopError(why)
}
