import type { SlotKind } from '@parley/nlp-models'
import type { ActionRequest, Choice, DialogState, Part } from '../conversing.ts'
import type { DialogName } from '../definition/schema.ts'
import type { Reading } from '../policy/reading.ts'
import type { TurnView } from '../turn-view.ts'

/** What was collected so far, by slot. A missing slot is absent, never empty. */
export type Slots = Readonly<Partial<Record<string, string>>>
export type Message = readonly Part[]

export interface DialogContext {
  readonly view: TurnView
  readonly slots: Slots
  /** False once a value was refused: what is known already must not be tried a second time. */
  readonly presets: boolean
}

/** One question of a dialog, as data: when it is needed, how it is asked and what counts as its value. */
export interface SlotSpec {
  readonly name: string
  readonly kind: SlotKind
  readonly needed: (context: DialogContext) => boolean
  /** A value that needs no question, because it is known or the only one possible. */
  readonly preset?: (context: DialogContext) => string | undefined
  readonly choices?: (context: DialogContext) => readonly Choice[]
  /** The value in a message; `asked` when it is the open question, so that terse replies count. */
  readonly read: (reading: Reading, context: DialogContext, asked: boolean) => string | undefined
  /** May be told anew at any time; these slots hang on it and are dropped with the old value. */
  readonly resets?: readonly string[]
  /** The question; `again` after a reply without a usable value. */
  readonly ask: (context: DialogContext, again: boolean) => Message
}

/** A value that cannot stand: asked again (a second time a person is offered), or the dialog ends and says why. */
export type Problem =
  | {
      readonly kind: 'again'
      readonly rule: string
      readonly drop: readonly string[]
      readonly text: string
      /** A lookup that found nothing: counted, so that nobody guesses on. */
      readonly lookup: boolean
    }
  | { readonly kind: 'end'; readonly rule: string; readonly text: string }

export type Finish =
  | {
      readonly kind: 'tell'
      readonly rule: string
      readonly messages: readonly Message[]
      readonly choices: readonly Choice[]
    }
  | {
      readonly kind: 'act'
      readonly rule: string
      readonly action: ActionRequest
      readonly messages: readonly Message[]
    }
  | { readonly kind: 'left'; readonly rule: string; readonly messages: readonly Message[] }

export interface DialogSpec {
  readonly name: DialogName
  /** The topic that it serves: its queue, its knowledge, its next steps. */
  readonly intent: string
  readonly slots: readonly SlotSpec[]
  /** Slots that stay known for the next dialog of the episode. */
  readonly remembered: readonly string[]
  readonly check: (context: DialogContext) => Problem | undefined
  readonly finish: (context: DialogContext) => Finish
  readonly leave: (view: TurnView) => string
}

/** What a dialog came to in this turn. `known` is what may be remembered of it. */
export type DialogStep = {
  readonly messages: readonly Message[]
  readonly rule: string
  readonly known: Slots
  readonly lookupsRefused: number
} & (
  | {
      readonly kind: 'ask'
      readonly dialog: DialogState
      readonly slot: string
      readonly understood: boolean
    }
  | { readonly kind: 'tell'; readonly choices: readonly Choice[] }
  | { readonly kind: 'act'; readonly action: ActionRequest; readonly dialog: DialogState }
  | { readonly kind: 'left' }
  | { readonly kind: 'offer_person' }
)

/** Text and, where there are any, choices as one message. */
export function question(text: string, choices: readonly Choice[] = []): Message {
  const says: Part = { type: 'text', text }
  return choices.length === 0 ? [says] : [says, { type: 'choices', options: choices }]
}
