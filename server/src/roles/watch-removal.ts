import type { Namespace } from 'socket.io'
import type { View } from '../contract/index.ts'
import type { Core } from '../core.ts'
import { every } from '../every.ts'
import type { Insights } from '../insights/insights.ts'
import { demoRemovalOn } from '../install/demo-removal.ts'
import type { Logger } from '../log.ts'
import type { HeadBus } from '../realtime/head-bus.ts'
import type { SessionClaims } from '../widget/tokens.ts'

/** A hint that got lost is made up for within this. */
const LOOK_MS = 3000
const views: readonly View[] = ['waiting', 'mine', 'open', 'bot', 'closed']

/** What a web process does when the demo goes: its open doors close, and its screens and numbers are read anew. */
export function watchRemoval({
  core,
  bus,
  consoles,
  widgets,
  admits,
  insights,
  dirty,
  log,
}: {
  core: Pick<Core, 'connection'>
  bus: Pick<HeadBus, 'onInstall'>
  consoles: Namespace
  widgets: Namespace
  admits: (claims: SessionClaims) => Promise<boolean>
  insights: Pick<Insights, 'forget'>
  /** The count of a view has to be told anew. */
  dirty: (view: View) => void
  log: Logger
}): { stop: () => Promise<void> } {
  let known: string | undefined
  const look = async () => {
    const state = (await demoRemovalOn(core.connection).findById('demo', { state: 1 }).lean())?.state
    if (state === undefined || state === known) return
    for (const socket of widgets.sockets.values()) {
      if (!(await admits(socket.data as SessionClaims))) socket.disconnect(true)
    }
    if (state === 'removed') {
      insights.forget()
      for (const view of views) dirty(view)
      consoles.local.emit('install:changed', {})
    }
    known = state
  }
  const failed = (err: unknown) => log.warn({ event: 'removal.unnoticed', err })
  bus.onInstall(() => void look().catch(failed))
  return every(LOOK_MS, look, failed)
}
