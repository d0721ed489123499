import type { HeldReply } from '../contract/index.ts'
import type { EventBody, InboxEvent, ThreadKey } from '../ingest/event.ts'
import type { Held } from '../ingest/held.ts'
import type { StoreClock } from '../storage/clock.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { Drafts } from './draft.ts'

export interface TakeBack {
  /**
   * An agent takes a reply back: it is not sent, and its words are their draft again.
   * @throws AppError `too_late` when it was let go before; then nothing was changed
   */
  undo(key: ThreadKey, agent: string, clientId: string): Promise<{ text: string | undefined }>
  /** What an agent may still take back in a conversation, the first due first. */
  heldBy(agent: string, thread: string): Promise<HeldReply[]>
  /** The words of a reply of theirs, whatever became of it; undefined when it is not known. */
  wordsOf(agent: string, thread: string, clientId: string): Promise<string | undefined>
  /** Ends what was begun: the words into the draft, then the event settled. Any step may be repeated. */
  finish(event: InboxEvent): Promise<string | undefined>
}

/**
 * Three writes: the mark that decides, the draft, the end of the event. After the first the reply can never be sent;
 * whoever finds the mark without the end, this process or a drain after its death, does the other two again.
 */
export function createTakeBack(deps: {
  held: Held
  drafts: Drafts
  sealer: Sealer
  clock: Pick<StoreClock, 'now'>
  told: (author: string, thread: string, clientId: string) => void
}): TakeBack {
  const { held, drafts, sealer, clock, told } = deps

  const wordsOf = async (event: InboxEvent): Promise<string | undefined> => {
    // The place of a reply that never came in: its words are where they were written.
    if (event.hash === '') return undefined
    const body = JSON.parse(await sealer.open(event.identity, event.body)) as EventBody
    return body.kind === 'reply' ? body.text : undefined
  }

  const finish = async (event: InboxEvent): Promise<string | undefined> => {
    const text = await wordsOf(event)
    if (event.state !== 'pending') return text
    const key = { thread: event.thread, agent: event.sender, mode: 'reply' as const }
    const at = event.undone?.getTime() ?? 0
    if (text !== undefined) await drafts.giveBack(event.identity, key, { event: event._id, text, at })
    await held.settle(event)
    told(event.sender, event.thread, clientIdOf(event))
    return text
  }

  return {
    finish,
    async wordsOf(agent, thread, clientId) {
      const event = await held.find(thread, agent, clientId)
      return event ? await wordsOf(event) : undefined
    },
    async heldBy(agent, thread) {
      const events = await held.of(thread, agent)
      return await Promise.all(
        events.map(async (event) => ({
          clientId: clientIdOf(event),
          text: (await wordsOf(event)) ?? '',
          dueInMs: Math.max(0, event.at.getTime() - clock.now()),
        })),
      )
    },
    undo: async (key, agent, clientId) => ({ text: await finish(await held.undo(key, agent, clientId)) }),
  }
}

const clientIdOf = ({ _id, thread, sender }: InboxEvent): string => _id.slice(`${thread}:${sender}:`.length)
