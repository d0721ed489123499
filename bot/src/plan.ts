import type { ActionRequest, BotState, Choice, Decision, DialogState, HandoffBrief } from './conversing.ts'
import type { Message } from './dialogs/dialog.ts'
import { menus } from './dialogs/dialogs.ts'
import type { TurnView } from './turn-view.ts'

/** What the pure part of a turn came to, before it is sent through the pipeline and rendered. */
export interface Plan {
  readonly decision: Decision
  readonly messages: readonly Message[]
  readonly state: BotState
  readonly brief?: HandoffBrief
  /** The customer was understood: the counter of misunderstandings starts anew. */
  readonly understood: 'yes' | 'no' | 'no_matter'
  /** Its words say that this is a bot. */
  readonly introduces: boolean
}

export interface Changes {
  readonly dialog?: DialogState | undefined
  readonly topic?: string | undefined
  readonly tried?: readonly string[]
  readonly known?: Readonly<Partial<Record<string, string>>>
  readonly lookupsRefused?: number
}

const MOST_TRIED = 5

/** The state after a turn. The dialog is what the changes say: none when they say nothing. */
export function nextState(view: TurnView, changes: Changes): BotState {
  const { dialog: _before, ...kept } = view.state
  const topic = changes.topic ?? kept.topic
  const known = definedOnly({ ...kept.known, ...changes.known })
  const tried = [...new Set([...(kept.tried ?? []), ...(changes.tried ?? [])])].slice(-MOST_TRIED)
  const lookupsRefused = changes.lookupsRefused ?? kept.lookupsRefused ?? 0
  return {
    ...kept,
    language: view.language,
    ...(changes.dialog === undefined ? {} : { dialog: changes.dialog }),
    ...(topic === undefined ? {} : { topic }),
    ...(Object.keys(known).length === 0 ? {} : { known }),
    ...(tried.length === 0 ? {} : { tried }),
    ...(lookupsRefused === 0 ? {} : { lookupsRefused }),
  }
}

/** After a handoff no counter survives, so that a bot that gets the conversation back does not hand off by old ones. */
export function stateAfterHandoff(view: TurnView): BotState {
  const { introduced, known, topic } = view.state
  return {
    introduced,
    misunderstood: 0,
    language: view.language,
    ...(known === undefined ? {} : { known }),
    ...(topic === undefined ? {} : { topic }),
  }
}

/** Puts quick replies under the last message. */
export function withChoices(messages: readonly Message[], choices: readonly Choice[]): readonly Message[] {
  const last = messages.at(-1)
  if (last === undefined || choices.length === 0) return messages
  return [...messages.slice(0, -1), [...last, { type: 'choices', options: choices }]]
}

/** Keeps what was offered readable: "the second one", a tapped quick reply, a yes. */
export function menuState(name: keyof typeof menus, choices: readonly Choice[]): DialogState | undefined {
  if (choices.length === 0) return undefined
  const asking = { nextSteps: undefined, topics: 'topic', person: 'person' }[name]
  return { name: menus[name], slots: {}, tries: 0, choices, ...(asking === undefined ? {} : { asking }) }
}

export function actionDecision(rule: string, dialog: string, action: ActionRequest): Decision {
  return { kind: 'action', rule, dialog, action }
}

function definedOnly(values: Readonly<Partial<Record<string, string>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
