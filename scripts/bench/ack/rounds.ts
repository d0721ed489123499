import { type CpuUse, startCpuMeter } from '../../lib/cpu-meter.ts'
import type { Client, Contender } from '../contender.ts'
import { createPool, openLoop } from '../open-loop.ts'

/** One round of an open load. Times in ms from when each message was due. */
export interface AckRound {
  readonly acks: readonly number[]
  /** Until the answer: of ordinary messages, and of slow ones. */
  readonly answers: { readonly ordinary: readonly number[]; readonly slow: readonly number[] }
  /** How late the driver itself was with sending; it is part of all the others. */
  readonly late: readonly number[]
  readonly load: CpuUse
}

export interface Said {
  readonly text: string
  readonly slow: boolean
}

/** Customers write when it is their time, each with no more than one message on the way. */
export async function runRound(
  contender: Contender,
  clients: readonly Client[],
  { times, textAt }: { times: readonly number[]; textAt: (index: number) => Said },
): Promise<AckRound> {
  const pool = createPool(clients)
  const acks: number[] = []
  const late: number[] = []
  const answers = { ordinary: [] as number[], slow: [] as number[] }
  const stopMeter = startCpuMeter(contender.processes)
  await openLoop(times, async (index, due) => {
    const client = await pool.take()
    const { text, slow } = textAt(index)
    const waited = performance.now() - due
    const { ackMs, answerMs } = await client.turn(text)
    pool.give(client)
    late.push(waited)
    acks.push(waited + ackMs)
    answers[slow ? 'slow' : 'ordinary'].push(waited + answerMs)
  })
  return { acks, answers, late, load: stopMeter() }
}
