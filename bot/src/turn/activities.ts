import { type Activity, ActivityTypes } from 'botbuilder'
import type { ActionResult, Part, TurnInput } from '../conversing.ts'

export const ACTION_RESULT = 'action.result'

/** The burst as one message activity: it is answered as one. */
export function messageActivity(input: TurnInput): Partial<Activity> {
  return {
    ...envelope(input),
    type: ActivityTypes.Message,
    text: input.utterances.map((utterance) => utterance.text).join('\n'),
  }
}

/** The result of an action comes back as an event. */
export function actionResultActivity(input: TurnInput, result: ActionResult): Partial<Activity> {
  return { ...envelope(input), type: ActivityTypes.Event, name: ACTION_RESULT, value: result }
}

/** What the bot says: plain text for anyone who reads activities, and the parts themselves for rendering. */
export function sayingActivity(parts: readonly Part[]): Partial<Activity> {
  return { type: ActivityTypes.Message, text: plainText(parts), channelData: { parts } }
}

/** The parts of a collected activity; nothing for typing and events. */
export function partsOf(activity: Partial<Activity>): readonly Part[] {
  if (activity.type !== ActivityTypes.Message) return []
  const data: { readonly parts?: readonly Part[] } | undefined = activity.channelData
  if (data?.parts !== undefined) return data.parts
  return activity.text === undefined ? [] : [{ type: 'text', text: activity.text }]
}

function envelope(input: TurnInput): Partial<Activity> {
  return {
    id: input.seed,
    channelId: input.capabilities.channel,
    serviceUrl: '',
    from: { id: 'customer', name: input.facts.customer.name ?? '', role: 'user' },
    recipient: { id: 'bot', name: input.facts.company, role: 'bot' },
    conversation: { id: input.seed, name: '', isGroup: false, conversationType: 'personal' },
  }
}

function plainText(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}
