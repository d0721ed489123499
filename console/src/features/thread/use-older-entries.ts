import { useState } from 'react'
import { api } from '../../lib/api.ts'
import type { ThreadLog } from '../../lib/thread-log.ts'
import { putOlder } from '../../lib/thread-store.ts'

const RETRY_AFTER_MS = 3000

/** Older pages, one at a time; a failed one may be asked for again after a while. */
export function useOlderEntries(thread: string, log: ThreadLog): { loadOlder: () => void; busy: boolean } {
  const [asked, setAsked] = useState<{ before: number }>()
  const first = log.entries[0]?.seq
  const busy = asked !== undefined && asked.before === first
  const load = async (before: number) => {
    setAsked({ before })
    try {
      putOlder(thread, await api.older(thread, before))
    } catch {
      setTimeout(() => setAsked(undefined), RETRY_AFTER_MS)
    }
  }
  return {
    busy,
    loadOlder: () => {
      if (first !== undefined && !busy) void load(first)
    },
  }
}
