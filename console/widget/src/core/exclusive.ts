import type { KeyValue } from './key-value.ts'
import { wait } from './timing.ts'

/** Runs a task while no other tab of this page's origin runs one of the same name. */
export type Exclusive = (name: string, task: () => Promise<void>) => Promise<void>

const LEASE_MS = 6000
const RENEW_MS = 2000
const LOOK_AGAIN_MS = 700
const SETTLE_MS = 40

/** The browser's own locks: they are let go when a tab dies. */
export function webLocks(locks: LockManager, prefix: string): Exclusive {
  return async (name, task) => {
    await locks.request(prefix + name, task)
  }
}

/**
 * A lease in storage, for browsers and insecure pages without locks. Two tabs may rarely both hold it: then a message
 * is sent twice under one id, which the server counts once.
 */
export function leases(store: KeyValue, owner: string): Exclusive {
  const holder = (key: string) => {
    const [who, until] = (store.get(key) ?? '').split(' ')
    return Number(until) > Date.now() ? who : undefined
  }
  const take = (key: string) => store.set(key, `${owner} ${Date.now() + LEASE_MS}`)
  return async (name, task) => {
    const key = `lease:${name}`
    for (;;) {
      if (holder(key) === undefined) {
        take(key)
        // The last writer wins; both look after the same pause.
        await wait(SETTLE_MS)
        if (holder(key) === owner) break
      }
      await wait(LOOK_AGAIN_MS)
    }
    const renewal = setInterval(() => take(key), RENEW_MS)
    try {
      await task()
    } finally {
      clearInterval(renewal)
      if (holder(key) === owner) store.remove(key)
    }
  }
}
