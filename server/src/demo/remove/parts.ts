import type { Core } from '../../core.ts'
import type { PutBack } from '../../people/put-back.ts'
import type { PresenceBook } from '../../realtime/presence.ts'
import type { Settings } from '../../settings/settings.ts'

/** What the removal works with. */
export interface RemovalParts {
  core: Core
  settings: Pick<Settings, 'get' | 'read' | 'put'>
  book: Pick<PresenceBook, 'leave'>
  putBack: PutBack
  /** Ends every session of somebody, and tells all processes. */
  endSessions: (user: string) => Promise<void>
}
