import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { asNumber, int } from '../bson/value.ts'
import { Catalog } from './catalog.ts'
import type { Environment } from './environment.ts'
import { counterKey, FORMAT_KEY, REPLY_RANGE, recordRange, writeCounter } from './keys.ts'
import { DamagedStoreError } from './lmdb-file.ts'
import type { Transaction } from './transaction.ts'

/** 2: stored numbers of documents, answers of numbered writes as they were sent. */
const FORMAT_VERSION = 2

/**
 * Makes an empty file a store, and brings an older one up to date.
 * @throws DamagedStoreError when it is neither
 */
export async function prepareFormat(env: Environment): Promise<void> {
  const version = storedVersion(env)
  if (version === FORMAT_VERSION) return
  if (
    version === undefined &&
    env.entries({ start: Buffer.of(0), end: Buffer.of(0xff), limit: 1 }).length > 0
  )
    throw new DamagedStoreError('the data file holds no store format mark; restore it from a backup')
  if (version !== undefined && version !== 1)
    throw new DamagedStoreError('the data file was written by another version of the store')
  await env.write((tx) => {
    if (version === 1) upgrade(env, tx)
    tx.put(FORMAT_KEY, encode({ version: int(FORMAT_VERSION) }))
  })
}

export function isCurrentFormat(env: Environment): boolean {
  return storedVersion(env) === FORMAT_VERSION
}

function storedVersion(env: Environment): number | undefined {
  const stored = env.get(FORMAT_KEY)
  return stored && asNumber(decode(stored)['version'])
}

function upgrade(env: Environment, tx: Transaction): void {
  for (const { id } of new Catalog(env).list()) {
    const { start, end } = recordRange(id)
    tx.put(counterKey(id), writeCounter(env.countKeys(start, end)))
  }
  // They are for resends within minutes of a crash; an update of the store is not that.
  for (const { key } of env.entries(REPLY_RANGE)) tx.remove(key)
}
