export type { Bot } from './bot.ts'
export { createBot } from './bot.ts'
export type {
  ChannelAccount,
  ChannelDriver,
  InboundActivity,
  InboundEvent,
  InboundRequest,
  SendOptions,
  SendResult,
  Verified,
} from './channels/channel.ts'
export { webChannel } from './channels/web/web-channel.ts'
export type * from './conversing.ts'
export { defaultDefinition } from './definition/default-definition.ts'
export { BotDefinition } from './definition/schema.ts'
