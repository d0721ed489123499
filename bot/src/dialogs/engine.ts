import { personChoice } from '../choices.ts'
import type { Choice, DialogState } from '../conversing.ts'
import type { Reading } from '../policy/reading.ts'
import { say, type TurnView } from '../turn-view.ts'
import type { DialogContext, DialogSpec, DialogStep, Message, Problem, SlotSpec, Slots } from './dialog.ts'

/** Wrong values until a person is offered. */
const MOST_TRIES = 2
/** Lookups of one episode that may find nothing. */
const MOST_LOOKUPS_REFUSED = 4

interface Progress {
  readonly spec: DialogSpec
  readonly view: TurnView
  readonly dialog: DialogState
  readonly lookupsRefused: number
}

/** Begins a dialog with everything that the burst already tells. */
export function beginDialog(spec: DialogSpec, view: TurnView, readings: readonly Reading[]): DialogStep {
  const dialog: DialogState = { name: spec.name, slots: {}, tries: 0 }
  return proceed(progressOf(spec, view, dialog), readings)
}

/** Goes on with the open question and the messages that answer it. */
export function continueDialog(
  spec: DialogSpec,
  view: TurnView,
  dialog: DialogState,
  readings: readonly Reading[],
): DialogStep {
  return proceed(progressOf(spec, view, dialog), readings)
}

/** Asks the open question once more: after an interruption that was answered, or after an unusable reply. */
export function askAgain(
  spec: DialogSpec,
  view: TurnView,
  dialog: DialogState,
  why: 'interrupted' | 'unusable',
): DialogStep {
  const progress = progressOf(spec, view, dialog)
  const context = contextOf(progress, dialog.slots)
  const missing = nextMissing(spec, context)
  if (missing === undefined) return settle(progress, context)
  if (why === 'interrupted') return ask(progress, context, missing, { understood: true })
  const tries = dialog.tries + 1
  if (tries >= MOST_TRIES) return offerPerson(progress, 'slot_not_understood_twice', dialog.slots)
  const again = { ...progress, dialog: { ...dialog, tries } }
  return ask(again, contextOf(again, dialog.slots), missing, { understood: false })
}

/** Whether a message has a value that the dialog can use now. */
export function isUsable(spec: DialogSpec, view: TurnView, dialog: DialogState, reading: Reading): boolean {
  const context: DialogContext = { view, slots: dialog.slots, presets: dialog.tries === 0 }
  return openSlots(spec, context, dialog.asking).some(
    (slot) => slot.read(reading, context, slot.name === dialog.asking) !== undefined,
  )
}

function progressOf(spec: DialogSpec, view: TurnView, dialog: DialogState): Progress {
  return { spec, view, dialog, lookupsRefused: view.state.lookupsRefused ?? 0 }
}

function contextOf({ view, dialog }: Progress, slots: Slots): DialogContext {
  return { view, slots, presets: dialog.tries === 0 }
}

function proceed(progress: Progress, readings: readonly Reading[]): DialogStep {
  const context = contextOf(progress, collect(progress, readings))
  const problem = progress.spec.check(context)
  if (problem !== undefined) return refuse(progress, context, problem)
  return settle(progress, { ...context, slots: fillKnown(progress.spec, context) })
}

function settle(progress: Progress, context: DialogContext): DialogStep {
  const missing = nextMissing(progress.spec, context)
  if (missing !== undefined) return ask(progress, context, missing, { understood: true })
  const { spec } = progress
  const finish = spec.finish(context)
  const common = {
    messages: finish.messages,
    rule: finish.rule,
    known: rememberedOf(spec, context.slots),
    lookupsRefused: progress.lookupsRefused,
  }
  switch (finish.kind) {
    case 'tell':
      return { kind: 'tell', ...common, choices: finish.choices }
    case 'act':
      return {
        kind: 'act',
        ...common,
        action: finish.action,
        dialog: { name: spec.name, slots: compact(context.slots), tries: 0 },
      }
    case 'left':
      return { kind: 'left', ...common }
  }
}

function refuse(progress: Progress, context: DialogContext, problem: Problem): DialogStep {
  const { spec } = progress
  if (problem.kind === 'end') {
    return {
      kind: 'tell',
      rule: problem.rule,
      messages: [[{ type: 'text', text: problem.text }]],
      choices: [],
      known: rememberedOf(spec, context.slots),
      lookupsRefused: progress.lookupsRefused,
    }
  }
  const slots = without(context.slots, problem.drop)
  const tries = progress.dialog.tries + 1
  const lookupsRefused = progress.lookupsRefused + (problem.lookup ? 1 : 0)
  const next: Progress = { ...progress, dialog: { ...progress.dialog, tries }, lookupsRefused }
  if (tries >= MOST_TRIES || lookupsRefused >= MOST_LOOKUPS_REFUSED) {
    return offerPerson(next, `${problem.rule}_twice`, slots)
  }
  const nextContext = contextOf(next, slots)
  const missing = nextMissing(spec, nextContext)
  if (missing === undefined) return offerPerson(next, problem.rule, slots)
  return ask(next, nextContext, missing, { understood: true, refusal: problem })
}

interface Asking {
  readonly understood: boolean
  readonly refusal?: { readonly rule: string; readonly text: string }
}

function ask(progress: Progress, context: DialogContext, slot: SlotSpec, how: Asking): DialogStep {
  const { spec, dialog } = progress
  const choices = withPerson(slot.choices?.(context) ?? [], progress)
  const sameQuestion = slot.name === dialog.asking || how.refusal !== undefined
  return {
    kind: 'ask',
    rule: how.refusal?.rule ?? (how.understood ? 'slot_needed' : 'slot_not_understood'),
    slot: slot.name,
    understood: how.understood,
    messages: [questionOf(slot, context, how, choices)],
    dialog: {
      name: spec.name,
      slots: compact(context.slots),
      asking: slot.name,
      tries: sameQuestion ? dialog.tries : 0,
      ...(choices.length === 0 ? {} : { choices }),
    },
    known: rememberedOf(spec, context.slots),
    lookupsRefused: progress.lookupsRefused,
  }
}

function questionOf(
  slot: SlotSpec,
  context: DialogContext,
  how: Asking,
  choices: readonly Choice[],
): Message {
  const asked: Message =
    how.refusal === undefined
      ? slot.ask(context, !how.understood)
      : [{ type: 'text', text: how.refusal.text }]
  return choices.length === 0 ? asked : [...asked, { type: 'choices', options: choices }]
}

/** After a failed try a person is one of the choices. */
function withPerson(choices: readonly Choice[], { view, dialog }: Progress): readonly Choice[] {
  return dialog.tries === 0 ? choices : [...choices, personChoice(view)]
}

function offerPerson(progress: Progress, rule: string, slots: Slots): DialogStep {
  const text = rule.startsWith('order_') ? 'order_not_found_twice' : 'offer_person'
  return {
    kind: 'offer_person',
    rule,
    messages: [[{ type: 'text', text: say(progress.view, text) }]],
    known: rememberedOf(progress.spec, slots),
    lookupsRefused: progress.lookupsRefused,
  }
}

/** Read are what is missing, what others hang on (its change resets them), and at a final yes or no everything. */
function openSlots(
  spec: DialogSpec,
  context: DialogContext,
  asking: string | undefined,
): readonly SlotSpec[] {
  const last = spec.slots.at(-1)
  const correcting = last?.name === asking && last?.kind === 'yes-no'
  return spec.slots.filter(
    (slot) =>
      correcting ||
      slot.name === asking ||
      slot.resets !== undefined ||
      context.slots[slot.name] === undefined,
  )
}

function collect({ spec, view, dialog }: Progress, readings: readonly Reading[]): Slots {
  let slots: Slots = dialog.slots
  for (const reading of readings) {
    for (const slot of openSlots(spec, { view, slots, presets: false }, dialog.asking)) {
      const context: DialogContext = { view, slots, presets: false }
      const value = slot.read(reading, context, slot.name === dialog.asking)
      if (value === undefined || value === slots[slot.name]) continue
      slots = { ...without(slots, slot.resets ?? []), [slot.name]: value }
    }
  }
  return slots
}

/** Fills what needs no question. A presumption that cannot stand is not told: the question is asked instead. */
function fillKnown(spec: DialogSpec, context: DialogContext): Slots {
  let { slots } = context
  for (const slot of spec.slots) {
    const open = { ...context, slots }
    if (slots[slot.name] !== undefined || !slot.needed(open)) continue
    const value = slot.preset?.(open)
    if (value === undefined) return slots
    const filled = { ...slots, [slot.name]: value }
    if (spec.check({ ...context, slots: filled }) !== undefined) return slots
    slots = filled
  }
  return slots
}

function nextMissing(spec: DialogSpec, context: DialogContext): SlotSpec | undefined {
  return spec.slots.find((slot) => context.slots[slot.name] === undefined && slot.needed(context))
}

function rememberedOf(spec: DialogSpec, slots: Slots): Slots {
  return compact(Object.fromEntries(spec.remembered.map((name) => [name, slots[name]])))
}

function without(slots: Slots, names: readonly string[]): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name)))
}

function compact(slots: Slots): Record<string, string> {
  return Object.fromEntries(
    Object.entries(slots).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
