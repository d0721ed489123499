import type { Bot, BotState } from '@parley/bot'
import type { Thread } from '../conversations/thread.ts'
import type { Sealer } from '../storage/sealing.ts'

export type OpenState = (thread: Thread) => Promise<BotState>

/** Opens the bot's memory of a thread; a thread that has none gets the one of a new conversation. */
export function createStateOpener({ bot, sealer }: { bot: Bot; sealer: Sealer }): OpenState {
  return async (thread) =>
    thread.bot ? (JSON.parse(await sealer.open(thread.identity, thread.bot)) as BotState) : bot.initialState()
}
