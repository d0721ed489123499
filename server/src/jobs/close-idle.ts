import type { Bot } from '@parley/bot'
import type { Commit } from '../conversations/commit.ts'
import { closeQuietly } from '../conversations/ending.ts'
import type { Projection } from '../conversations/project.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { OpenState } from '../turns/bot-state.ts'

const EVERY_MS = 60_000
const BATCH = 200

export interface CloseIdleDeps {
  threads: Threads
  commit: Commit
  projection: Projection
  clock: StoreClock
  bot: Bot
  openState: OpenState
  /** How long nothing was said. */
  idleMs: number
  log: Logger
}

/**
 * Closes conversations of the bot in which nobody has said anything for long. Without it they would stay open for ever,
 * and what a customer writes months later would belong to them. What people have, they close themselves.
 */
export function startCloseIdle(deps: CloseIdleDeps): { stop(): Promise<void> } {
  return every(
    EVERY_MS,
    () => closeIdle(deps),
    (err) => deps.log.warn({ event: 'close_idle.failed', err }),
  )
}

/** One round; returns how many were closed. Several workers at once close each conversation once. */
export async function closeIdle(deps: CloseIdleDeps): Promise<number> {
  const { threads, commit, projection, clock, bot, openState, idleMs, log } = deps
  const before = new Date(clock.now() - idleMs)
  const found = await threads
    .find(ownFilter({ control: 'bot', status: 'open', movedAt: { $lt: before } }))
    .sort({ movedAt: 1 })
    .limit(BATCH)
    .lean<Thread[]>()
  let closed = 0
  for (const { _id } of found) {
    const { thread, entries } = await commit(_id, async (current, now) => {
      if (!isIdle(current, before)) return undefined
      const state = await openState(current)
      // Left in the middle of a question, or told what they wanted to know.
      const outcome = bot.openSlot(state) ? 'no_reply' : 'answered'
      const fresh = JSON.stringify(bot.initialState(state))
      return closeQuietly(current, { outcome, askRating: false }, fresh, now)
    })
    if (entries.length === 0) continue
    await projection.project(thread)
    closed += 1
  }
  if (closed > 0) log.info({ event: 'conversations.closed_idle', closed })
  return closed
}

function isIdle({ control, status, movedAt, owed, action }: Thread, before: Date): boolean {
  return control === 'bot' && status === 'open' && movedAt < before && !owed && !action
}
