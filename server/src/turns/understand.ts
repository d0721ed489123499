import type { Bot, BotState, Utterance } from '@parley/bot'
import { detectLanguage, type Model, type SlotRecogniser, type Understanding } from '@parley/nlp-models'
import type { Thread } from '../conversations/thread.ts'
import { readMessage } from './read-message.ts'

export type Understander = (
  thread: Thread,
  state: BotState,
  texts: readonly string[],
) => Promise<readonly Utterance[]>

/** Language, intents, entities and mood of each text of a burst; where a dialog waits for a slot, also its value. */
export function createUnderstander(deps: {
  model: () => Model | undefined
  bot: Bot
  slots: SlotRecogniser
}): Understander {
  const { bot, slots } = deps
  return async (thread, state, texts) => {
    // One model for the whole turn, whatever is promoted meanwhile.
    const model = deps.model()
    if (!model) return texts.map((text) => ({ text, understanding: notUnderstood(text) }))
    const open = bot.openSlot(state)
    const choices = open?.choices?.map(({ id, label, text }) => ({ value: id, labels: [label, text] })) ?? []
    const utterances: Utterance[] = []
    for (const text of texts) {
      const understanding = readMessage(model, text, thread.language)
      const { language } = understanding
      const { orderMasks } = model
      const slot = open && (await slots.recognise({ text, language, kind: open.kind, choices, orderMasks }))
      utterances.push({ text, understanding, ...(slot ? { slot } : {}) })
    }
    return utterances
  }
}

/** Without a model nothing is known of a text but its language: the conversation goes to people. */
function notUnderstood(text: string): Understanding {
  return {
    language: detectLanguage(text),
    intents: [],
    inScope: 0,
    entities: [],
    sentiment: { label: 'neutral', score: 0, confidence: 0 },
    model: 'none',
  }
}
