import type { Choice, OrderFact } from '../conversing.ts'
import { isOneOf, type Reading } from '../policy/reading.ts'
import { say, sayDate, type TurnView } from '../turn-view.ts'
import { type DialogContext, type Problem, question, type SlotSpec } from './dialog.ts'

const MOST_OFFERED = 3

/**
 * Finds the order that was named, if this customer may know of it: their own by signed identity, or with the
 * e-mail address of the order. Of a foreign order it says the same as of an unknown one.
 */
export function orderOf({ view, slots }: Pick<DialogContext, 'view' | 'slots'>): OrderFact | undefined {
  const { email } = slots
  const order = namedOrder({ view, slots })
  if (order === undefined || (view.facts.customer.identified && order.own)) return order
  if (view.facts.customer.identified) return undefined
  return email !== undefined && order.email.trim().toLowerCase() === email ? order : undefined
}

/** The order of that number whoever it belongs to: for reading what was told, never for telling. */
export function namedOrder({ view, slots }: Pick<DialogContext, 'view' | 'slots'>): OrderFact | undefined {
  const { order: number } = slots
  return view.facts.orders.find((each) => each.number.toUpperCase() === number)
}

/** Refuses an order only when all that identifies it was told, so that the question reveals nothing. */
export function unknownOrder(context: DialogContext): Problem | undefined {
  const { order, email } = context.slots
  if (order === undefined) return undefined
  if (!context.view.facts.customer.identified && email === undefined) return undefined
  if (orderOf(context) !== undefined) return undefined
  return {
    kind: 'again',
    rule: 'order_not_found',
    drop: ['order', 'email'],
    text: say(context.view, 'order_not_found'),
    lookup: true,
  }
}

/** The customer's own orders, newest first. */
export function ownOrders(view: TurnView): readonly OrderFact[] {
  return view.facts.customer.identified ? view.facts.orders.filter((order) => order.own) : []
}

/** Asks which order; `eligible` narrows what is offered and presumed, `infer` finds it by what else was told. */
export function orderSlot({
  eligible,
  infer,
  resets,
}: {
  readonly eligible: (view: TurnView) => readonly OrderFact[]
  readonly infer?: (reading: Reading, view: TurnView) => string | undefined
  readonly resets: readonly string[]
}): SlotSpec {
  return {
    name: 'order',
    kind: 'order',
    needed: () => true,
    resets,
    preset: ({ view, presets }) => {
      if (!presets || asksForAnother(view)) return undefined
      const offered = eligible(view)
      const only = offered.length === 1 ? offered[0]?.number.toUpperCase() : undefined
      const { order: known } = view.state.known ?? {}
      return known ?? only
    },
    choices: ({ view }) =>
      eligible(view)
        .slice(0, MOST_OFFERED)
        .map((order) => orderChoice(view, order)),
    read: (reading, { view, slots: { order } }) => {
      const picked = reading.choice?.id.startsWith('order:')
        ? reading.choice.id.slice('order:'.length)
        : undefined
      const told = picked ?? reading.orders.at(-1)
      return told ?? (order === undefined ? infer?.(reading, view) : undefined)
    },
    ask: ({ view }, again) => {
      if (eligible(view).length > 0) return question(say(view, 'ask_order_of_yours'))
      return question(say(view, again ? 'ask_order_again' : 'ask_order'))
    },
  }
}

/** Asks whoever is not signed in for the order's e-mail address. */
export const emailSlot: SlotSpec = {
  name: 'email',
  kind: 'email',
  needed: ({ view }) => !view.facts.customer.identified,
  preset: ({ view, presets }) => {
    const { email: known } = view.state.known ?? {}
    return presets ? (known ?? view.facts.customer.email?.trim().toLowerCase()) : undefined
  },
  read: (reading) => reading.email,
  ask: ({ view }, again) => question(say(view, again ? 'ask_email_again' : 'ask_email')),
}

function orderChoice(view: TurnView, order: OrderFact): Choice {
  const [first] = order.items
  const about = first === undefined ? sayDate(view, order.placedAt) : first.name[view.language]
  const number = order.number.toUpperCase()
  return { id: `order:${number}`, label: `${number} · ${about}`, text: number }
}

function asksForAnother(view: TurnView): boolean {
  const { other } = view.definition.words
  return view.readings.some(
    ({ said }) =>
      said.split(/[^\p{L}]+/u).some((word) => isOneOf(word, { en: other.en, zh: [] })) ||
      other.zh.some((word) => said.includes(word)),
  )
}
