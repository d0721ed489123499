import { setTimeout as delay } from 'node:timers/promises'
import mongoose from 'mongoose'
import type { TcpProxy } from '../live/proxy.ts'

const WRITES = 100
export const PATIENCE_MS = 5000

/** As the first example of any driver's manual has it: no limit, no timeout. @returns how many writes were neither kept nor refused in time */
export async function writeNaively(uri: string, proxy: TcpProxy): Promise<Record<string, number>> {
  const connection = await mongoose.createConnection(uri).asPromise()
  const rows = connection.collection('faultlab_naive')
  await rows.insertOne({ n: -1 })
  proxy.mode('hold')
  let settled = 0
  const writes = Array.from({ length: WRITES }, async (_, n) => {
    await rows.insertOne({ n }).catch(() => undefined)
    settled++
  })
  await delay(PATIENCE_MS)
  const waiting = WRITES - settled
  proxy.mode('open')
  await Promise.all(writes)
  await connection.close()
  return { [`neither kept nor refused within ${PATIENCE_MS / 1000} s`]: waiting }
}
