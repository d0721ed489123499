import { setTimeout as delay } from 'node:timers/promises'
import type { ProductStore } from '../../lib/product-store.ts'

/** What most people build first: look whether it is free, then write your name. @returns conversations with two owners */
export async function raceNaively(
  { connection }: ProductStore,
  races: number,
  claimers: number,
): Promise<number> {
  const claims = connection.collection<{ _id: number; owner?: number }>('naive_claims')
  let doubleOwned = 0
  for (let race = 0; race < races; race++) {
    await claims.insertOne({ _id: race })
    const told = await Promise.all(
      Array.from({ length: claimers }, async (_, claimer) => {
        const found = await claims.findOne({ _id: race })
        if (found?.owner !== undefined) return 0
        await claims.updateOne({ _id: race }, { $set: { owner: claimer } })
        return 1
      }),
    )
    if (told.reduce<number>((sum, one) => sum + one, 0) > 1) doubleOwned++
    await delay(0)
  }
  await claims.drop()
  return doubleOwned
}
