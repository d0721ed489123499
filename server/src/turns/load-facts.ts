import type { Bot, BotState, DeskClosed, Facts, Utterance } from '@parley/bot'
import type { Connection } from 'mongoose'
import { findOrders, ordersOf, toOrderFact } from '../commerce/find-orders.ts'
import type { Thread } from '../conversations/thread.ts'
import type { Knowledge } from '../knowledge/load-knowledge.ts'
import type { Lobby } from '../routing/lobby.ts'

export interface FactsDeps {
  connection: Connection
  knowledge: Pick<Knowledge, 'article'>
  bot: Bot
  company: () => string
  lobby: () => Promise<Lobby>
  /** Since when a queue keeps closed, if it does. */
  closed: (queue: string) => DeskClosed | undefined
}

/** Intents and dialogs that speak of orders: only their turns pay for reading them. */
const aboutOrders = /^(order|return|delivery|refund|exchange)\./

/** What the bot may need to decide: orders, knowledge, who is at the desk. Indexed point reads, side by side. */
export function createFactsLoader(deps: FactsDeps) {
  const { connection, knowledge, bot } = deps
  return async (thread: Thread, state: BotState, utterances: readonly Utterance[]): Promise<Facts> => {
    const identified = thread.identity.startsWith(`${thread.account}:user:`)
    const named = bot.ordersNamed(state, utterances)
    const orderTalk =
      state.dialog?.asking !== undefined ||
      named.length > 0 ||
      utterances.some(({ understanding }) => aboutOrders.test(understanding.intents[0]?.intent ?? ''))
    const [own, found, { agentsOnline, inLine }] = await Promise.all([
      // Without a signature a visitor's claim opens nobody's orders.
      orderTalk && identified ? ordersOf(connection, thread.customer) : [],
      named.length > 0 ? findOrders(connection, named) : [],
      deps.lobby(),
    ])
    const customer = identified ? thread.customer : undefined
    const orders = new Map([...own, ...found].map((order) => [order._id, toOrderFact(order, customer)]))
    return {
      company: deps.company(),
      customer: { identified, ...(thread.customerName ? { name: thread.customerName } : {}) },
      orders: [...orders.values()],
      article: (intent, language) => knowledge.article(intent, language),
      agentsOnline,
      closed: deps.closed,
      waiting: inLine,
    }
  }
}
