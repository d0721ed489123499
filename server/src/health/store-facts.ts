import type { Connection } from 'mongoose'
import type { StoreFacts } from './judge.ts'

/** What "written at a majority" means at this store. */
export async function readStoreFacts(connection: Connection): Promise<StoreFacts> {
  const admin = connection.db?.admin()
  const hello = await admin?.command({ hello: 1 })
  return {
    replicated: typeof hello?.['setName'] === 'string' || hello?.['msg'] === 'isdbgrid',
    persistent: await isPersistent(connection),
  }
}

async function isPersistent(connection: Connection): Promise<boolean | undefined> {
  // Only the one section: the rest of it costs more than it tells here.
  const wanted = { serverStatus: 1, metrics: 0, locks: 0, wiredTiger: 0, tcmalloc: 0, repl: 0 }
  const status = await connection.db
    ?.admin()
    .command(wanted)
    .catch(() => undefined)
  const persistent: unknown = status?.['storageEngine']?.persistent
  return typeof persistent === 'boolean' ? persistent : undefined
}
