import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { launchStore } from '@parley/embedded-store'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { prepareStore } from './instance.ts'

/** As people start it: the sources would run through a loader, which takes three times as long. */
const entry = join(import.meta.dirname, '../../embedded-store/dist/main.js')

export interface TestStore {
  uri: string
  stop: () => Promise<void>
}

/**
 * A store for one test file: the embedded one in a temporary folder, or a database of its own on the server that
 * TEST_MONGODB_URI names, so that the same tests judge every kind of MongoDB.
 */
export async function startStore(): Promise<TestStore> {
  const outside = process.env['TEST_MONGODB_URI']
  if (outside) {
    const url = new URL(outside)
    url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`
    return { uri: url.href, stop: async () => {} }
  }
  const { dir, remove } = await temporaryFolder('store')
  const store = await launchStore({ dir, entry, password: randomBytes(12).toString('hex') })
  return {
    uri: store.uri,
    stop: async () => {
      await store.stop()
      await remove()
    },
  }
}

/** A store with the product's indexes for all tests of a file; what it gives is there once they run. */
export function storeOfFile(): { readonly uri: string; readonly admin: Connection } {
  let store: TestStore
  let admin: Connection
  beforeAll(async () => {
    store = await startStore()
    admin = await prepareStore(store.uri)
  })
  afterAll(async () => {
    await admin?.close(true)
    await store?.stop()
  })
  return {
    get uri() {
      return store.uri
    },
    get admin() {
      return admin
    },
  }
}
