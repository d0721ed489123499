import type { Change } from '../conversations/append.ts'
import { type DraftEntry, spokenParts } from '../conversations/entry.ts'
import type { Thread, ThreadState } from '../conversations/thread.ts'
import type { OpenedEvent } from './handle-turn.ts'

const sentences = {
  en: 'We have received your message. This chat is closed for you at the moment, so nobody will answer here.',
  zh: '您的消息我们已收到。目前本在线客服暂不为您提供服务，这里不会有人回复。',
} as const

/**
 * What a blocked customer writes is kept in the record, in its order, and that is all: it opens no conversation, is
 * not understood, waits for nobody. Once for each block they are told so.
 */
export function blockedChange(
  thread: Thread,
  burst: readonly OpenedEvent[],
  block: { at: Date; language?: 'en' | 'zh' | undefined },
  now: number,
): Change {
  const entries: DraftEntry[] = burst.flatMap(({ event, body }) =>
    body.kind === 'message'
      ? [
          {
            by: { type: 'customer', id: thread.customer, name: thread.customerName },
            public: true,
            event: event._id,
            body: { kind: 'message', parts: spokenParts(body.text, body.files), clientId: body.clientId },
          },
        ]
      : [],
  )
  const last = thread.head + entries.length
  const told = thread.blockTold !== undefined && thread.blockTold.getTime() >= block.at.getTime()
  if (!told) {
    const text = sentences[thread.language ?? block.language ?? 'en']
    entries.push({
      by: { type: 'bot' },
      public: true,
      body: { kind: 'message', parts: [{ type: 'text', text }] },
    })
  }
  const first: Partial<ThreadState> =
    thread.episode === 0 ? { episode: 1, openedAt: new Date(now), closedAt: new Date(now) } : {}
  return {
    entries,
    set: { ...first, customerSeq: last, botSeq: last, ...(told ? {} : { blockTold: block.at }) },
  }
}
