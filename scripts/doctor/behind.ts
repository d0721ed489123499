import { setTimeout as delay } from 'node:timers/promises'
import { lookBehind } from '../../server/src/health/look-behind.ts'
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
  const look = lookBehind(connection, thread)
  return {
    turn: (withinMs) =>
      until(withinMs, 'not_answered', async () => {
        const turn = await look.turn()
        if (turn.state === 'handed_off') throw new HopError('handed_off', turn.reason)
        return turn.state === 'answered'
      }),
    logged: (withinMs) => until(withinMs, 'not_logged', look.isLogged),
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
  // A store that fails meanwhile is no answer: what it is, the checks say afterwards.
  const seen = async () =>
    await holds().catch((error: unknown) => {
      if (error instanceof HopError) throw error
      return false
    })
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(LOOK_MS)) if (await seen()) return
  throw new HopError(why)
}
