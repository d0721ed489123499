import type { Reader } from '../conversations/read.ts'
import type { Thread } from '../conversations/thread.ts'
import { MAX_BURST } from './burst.ts'

/** A customer's message that is in the log already and that nobody answered. */
export interface Recalled {
  seq: number
  text: string
  /** How many files came with it. */
  attachments: number
  /** When it came. */
  at: Date
}

export type Recall = (thread: Thread) => Promise<readonly Recalled[]>

const LOOK_BACK = 200

/**
 * What the bot owes an answer to after a hand-back, oldest first: what the customer wrote to people and got no answer
 * to. What made the bot hand off is not asked again, or the conversation would go round.
 */
export function createRecall({ reader }: { reader: Pick<Reader, 'range'> }): Recall {
  return async (thread) => {
    const { customerSeq: to, botSeq, unanswered } = thread
    const entries = await reader.range(thread, Math.max(botSeq, to - LOOK_BACK) + 1, to)
    const said = entries.flatMap(({ seq, at, by, body }) =>
      by.type === 'customer' && body.kind === 'message'
        ? [
            {
              seq,
              text: body.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'),
              attachments: body.parts.filter(({ type }) => type === 'image' || type === 'file').length,
              at: new Date(at),
            },
          ]
        : [],
    )
    const owed = said.slice(-Math.min(Math.max(1, unanswered), MAX_BURST))
    if (owed.length === 0) throw new Error(`${thread._id} owes an answer to a message that is not there`)
    return owed
  }
}
