import type { Socket } from 'socket.io'
import type { User, View } from '../../contract/index.ts'
import type { Views } from '../../conversations/views.ts'
import { every } from '../../every.ts'
import type { Logger } from '../../log.ts'
import { type CountedList, createListCounts } from './list-counts.ts'
import type { Concerned } from './own-numbers.ts'
import { createViewCounts } from './view-counts.ts'

const TICK_MS = 1000
/** A narrowed list costs more to count, and any change of a row may change it. */
const LIST_TICK_MS = 2000

/** Counts of what sockets of this process watch: asked at most every one or two seconds, and only of what changed. Large ones rest longer. */
export function createLiveCounts({ views, log }: { views: Views; log: Logger }) {
  const whole = createViewCounts(views)
  const narrowed = createListCounts(views)
  const failed = (err: unknown) => log.warn({ event: 'counts.failed', err })
  const timers = [every(TICK_MS, whole.tell, failed), every(LIST_TICK_MS, narrowed.tell, failed)]
  return {
    /** A row entered or left the view, and it concerns these people's own numbers. */
    dirty(view: View, concerned: Concerned) {
      whole.changed(view, concerned)
      narrowed.touched(view)
    },
    /** A row changed and stayed where it is: only narrowed lists may count it differently. */
    touched: narrowed.touched,
    /** From now on this socket is told the numbers of all views: as they are within a second, then when they change. */
    watch: whole.watch,
    /** Replaces the narrowed lists of this socket; answers their counts now. */
    async watchLists(socket: Socket, user: User, lists: readonly CountedList[]) {
      whole.watch(socket, user)
      return await narrowed.watch(socket, user, lists)
    },
    left(socket: Socket) {
      whole.left(socket)
      narrowed.left(socket)
    },
    stop() {
      for (const timer of timers) void timer.stop()
    },
  }
}
export type LiveCounts = ReturnType<typeof createLiveCounts>
