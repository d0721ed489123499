import type { Language, SlotKind, SlotValue } from '../understanding.ts'

/** One of the answers that a dialog offers. */
export interface SlotChoice {
  readonly value: string
  /** How the choice may be written, in any language; without labels its value is the label. */
  readonly labels?: readonly string[]
}

export interface SlotRequest {
  readonly text: string
  readonly language: Language
  readonly kind: SlotKind
  readonly choices?: readonly SlotChoice[]
  readonly orderMasks?: readonly string[]
}

/** Longer replies are not looked into: no answer to a question of a dialog is that long. */
export const SLOT_TEXT_LIMIT = 1000

export type SlotResult = SlotValue | undefined
