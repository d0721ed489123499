import type { Model } from 'mongoose'
import { isDuplicateKey } from '../storage/mongo.ts'

/** Ids are fixed: what an interrupted seeding has left is kept, and the rest is added. */
export async function insertMissing<T>(model: Model<T>, documents: readonly T[]): Promise<void> {
  try {
    await model.insertMany([...documents], { ordered: false, lean: true })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
