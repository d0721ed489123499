import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChannelCapabilities } from '../../conversing.ts'
import type {
  ChannelAccount,
  ChannelDriver,
  InboundActivity,
  InboundEvent,
  InboundRequest,
} from '../channel.ts'
import { renderMessage } from '../render.ts'

const capabilities: ChannelCapabilities = {
  channel: 'web',
  maxText: 4000,
  choices: 8,
  cards: true,
  markdown: 'none',
  typing: true,
}

/** What the widget sends: one message. */
const WidgetMessage = z.object({
  id: z.string().min(1),
  n: z.int().nonnegative(),
  text: z.string().trim().min(1),
})

/** The own web widget: the transport knows the visitor by session token, and publishing is the send. */
export const webChannel: ChannelDriver = {
  capabilities,
  verify: (request) => (request.sender === undefined ? { ok: false, reason: 'missing' } : { ok: true }),
  split: (request, account) => [eventOf(request, account)],
  toActivity,
  render: (message, shown = capabilities) => renderMessage(message, shown),
  send: async (message, { idempotencyKey, publish }) => {
    try {
      await publish(message, idempotencyKey)
      return { kind: 'accepted', providerId: idempotencyKey }
    } catch {
      return { kind: 'unknown', code: 'publish_failed' }
    }
  },
}

function eventOf(request: InboundRequest, account: ChannelAccount): InboundEvent {
  const sender = request.sender ?? ''
  const conversationKey = `${account.id}:${sender}`
  const message = WidgetMessage.safeParse(request.body)
  if (!message.success) {
    const digest = createHash('sha256')
      .update(JSON.stringify(request.body) ?? '')
      .digest('hex')
    return {
      dedupKey: `unknown:${digest}`,
      conversationKey,
      userKey: sender,
      kind: 'unknown',
      raw: request.body,
    }
  }
  const { id, n } = message.data
  return { dedupKey: id, conversationKey, userKey: sender, orderHint: n, kind: 'message', raw: request.body }
}

function toActivity(event: InboundEvent): InboundActivity | undefined {
  const message = WidgetMessage.safeParse(event.raw)
  if (event.kind !== 'message' || !message.success) return undefined
  return {
    type: 'message',
    id: message.data.id,
    channelId: capabilities.channel,
    text: message.data.text,
    from: { id: event.userKey ?? event.conversationKey, name: '', role: 'user' },
    conversation: { id: event.conversationKey, name: '', isGroup: false, conversationType: 'personal' },
  }
}
