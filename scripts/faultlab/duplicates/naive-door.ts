import { randomUUID } from 'node:crypto'
import type { ProductStore } from '../../lib/product-store.ts'

const MESSAGES = 200
const COPIES = 5

/**
 * What most people build first: look whether the id is known, and store the message when it is not; look whether the
 * contact has a conversation, and open one when not. @returns messages and conversations that came to be twice
 */
export async function receiveNaively({ connection }: ProductStore): Promise<Record<string, number>> {
  const messages = connection.collection<{ externalId: string }>('naive_messages')
  const conversations = connection.collection<{ contact: number }>('naive_conversations')
  await messages.createIndex({ externalId: 1 })
  await conversations.createIndex({ contact: 1 })
  for (let contact = 0; contact < MESSAGES; contact++) {
    const externalId = randomUUID()
    const receive = async (): Promise<void> => {
      if (!(await conversations.findOne({ contact }))) await conversations.insertOne({ contact })
      if (!(await messages.findOne({ externalId }))) await messages.insertOne({ externalId })
    }
    await Promise.all(Array.from({ length: COPIES }, receive))
  }
  const extra = {
    'messages stored twice': (await messages.countDocuments({})) - MESSAGES,
    'conversations of one contact too many': (await conversations.countDocuments({})) - MESSAGES,
  }
  await messages.drop()
  await conversations.drop()
  return extra
}
