import type { QueueSettings } from '../contract/index.ts'
import { FALLBACK_QUEUE } from '../routing/choose-agent.ts'
import type { Settings } from '../settings/settings.ts'

/** The queue itself where it stands, else the one that took its place, else `general`. */
export function queueNow({ queues, heirs = {} }: QueueSettings, queue: string): string {
  const standing = new Set(queues.map(({ id }) => id))
  const seen = new Set<string>()
  let each = queue
  while (!standing.has(each) && !seen.has(each)) {
    seen.add(each)
    each = heirs[each] ?? FALLBACK_QUEUE
  }
  return standing.has(each) ? each : FALLBACK_QUEUE
}

/** A queue that this process has not heard of may be seconds old: the store is asked before a conversation leaves it. */
export async function readQueueNow(settings: Pick<Settings, 'get' | 'read'>, queue: string): Promise<string> {
  const known = queueNow(settings.get('queues'), queue)
  return known === queue ? known : queueNow((await settings.read('queues')).value, queue)
}
