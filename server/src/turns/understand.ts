import type { Bot, BotState, Utterance } from '@parley/bot'
import { detectLanguage, type Model, type SlotRecogniser, type Understanding } from '@parley/nlp-models'
import { localTime } from '../contract/opening-hours.ts'
import type { Thread } from '../conversations/thread.ts'
import type { CarefulReader } from './careful/careful-reader.ts'
import { readMessage } from './read-message.ts'

/** What came in one message. */
export interface Said {
  text: string
  attachments?: number
  /** When it came. */
  at?: Date
}

export type Understander = (
  model: Model | undefined,
  thread: Thread,
  state: BotState,
  said: readonly Said[],
  /** Of a thread that does not get on: its texts are read where they can do no harm. */
  isSuspect: boolean,
) => Promise<readonly Utterance[]>

/** Language, intents, entities and mood of each text of a burst; where a dialog waits for a slot, also its value. */
export function createUnderstander(deps: {
  bot: Bot
  slots: SlotRecogniser
  careful: Pick<CarefulReader, 'read'>
  /** The company's: it says which day `tomorrow` is. */
  timeZone?: () => string
}): Understander {
  const { bot, slots, careful, timeZone } = deps
  const dayOf = (at: Date | undefined) =>
    at && timeZone ? localTime(timeZone(), at.getTime()).date : undefined
  return async (model, thread, state, said, isSuspect) => {
    if (!model)
      return said.map(({ at: _, ...one }) => ({ ...one, understanding: notUnderstood(one.text, thread) }))
    const open = bot.openSlot(state)
    const choices = open?.choices?.map(({ id, label, text }) => ({ value: id, labels: [label, text] })) ?? []
    const read = isSuspect ? careful.read : readMessage
    const utteranceOf = async ({ text, attachments = 0, at }: Said): Promise<Utterance> => {
      if (text === '') return { text, attachments, understanding: notUnderstood(text, thread) }
      const understanding = await read(model, text, thread.language, dayOf(at))
      const { language } = understanding
      const { orderMasks } = model
      const slot = open && (await slots.recognise({ text, language, kind: open.kind, choices, orderMasks }))
      const files = attachments > 0 ? { attachments } : {}
      return { text, understanding, ...files, ...(slot ? { slot } : {}) }
    }
    const utterances: Utterance[] = []
    // One after another: the recogniser asks one at a time, and each has its own time.
    for (const one of said) utterances.push(await utteranceOf(one))
    return utterances
  }
}

/** Without a model nothing is known of a text but its language; of files not even that. */
function notUnderstood(text: string, thread: Thread): Understanding {
  return {
    language: text === '' ? (thread.language ?? 'en') : detectLanguage(text),
    intents: [],
    inScope: 0,
    entities: [],
    sentiment: { label: 'neutral', score: 0, confidence: 0 },
    model: 'none',
  }
}
