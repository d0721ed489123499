import type { Connection } from 'mongoose'
import { userModel } from '../../server/src/agents/user.ts'
import { logOn } from '../../server/src/conversations/entry.ts'
import { episodesOn } from '../../server/src/conversations/episode.ts'
import { threadsOn } from '../../server/src/conversations/thread.ts'
import { inboxOn } from '../../server/src/ingest/event.ts'
import { connectStore } from '../../server/src/storage/mongo.ts'
import { createSealer, type Sealer } from '../../server/src/storage/sealing.ts'

export interface ProductStore {
  readonly connection: Connection
  readonly sealer: Sealer
  readonly threads: ReturnType<typeof threadsOn>
  readonly log: ReturnType<typeof logOn>
  readonly inbox: ReturnType<typeof inboxOn>
  readonly episodes: ReturnType<typeof episodesOn>
  readonly users: ReturnType<typeof userModel>
  close(): Promise<void>
}

/** The product's store, opened directly: what it holds, not what the servers say that it holds. */
export async function openProductStore(of: { mongodbUri: string; masterKey: Buffer }): Promise<ProductStore> {
  const connection = await connectStore({ uri: of.mongodbUri, appName: 'parley-measuring' })
  return {
    connection,
    sealer: createSealer({ connection, masterKey: of.masterKey }),
    threads: threadsOn(connection),
    log: logOn(connection),
    inbox: inboxOn(connection),
    episodes: episodesOn(connection),
    users: userModel(connection),
    close: () => connection.close(),
  }
}
