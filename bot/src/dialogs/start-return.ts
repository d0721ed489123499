import { yesNoChoices } from '../choices.ts'
import type { Choice, OrderFact, Part } from '../conversing.ts'
import type { Reading } from '../policy/reading.ts'
import { say, sayDate, type TurnView } from '../turn-view.ts'
import {
  type DialogContext,
  type DialogSpec,
  type Finish,
  type Problem,
  question,
  type SlotSpec,
} from './dialog.ts'
import { itemNamed, reasonIn, reasonReplied, returnReasons } from './goods.ts'
import { emailSlot, namedOrder, orderOf, orderSlot, ownOrders, unknownOrder } from './order-slots.ts'
import { readYesNo } from './yes-no.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Collects order, item and reason, and after a yes asks for the return to be registered. */
export const startReturn: DialogSpec = {
  name: 'start-return',
  intent: 'return.start',
  remembered: ['order', 'email'],
  slots: [
    orderSlot({ eligible: offeredOrders, infer: orderWithItem, resets: ['item', 'confirm'] }),
    emailSlot,
    itemSlot(),
    reasonSlot(),
    confirmSlot(),
  ],
  check: (context) => unknownOrder(context) ?? notReturnable(context),
  finish,
  leave: (view) => say(view, 'return_left'),
}

function offeredOrders(view: TurnView): readonly OrderFact[] {
  return ownOrders(view).filter((order) => whyNot(view, order) === undefined)
}

/** The one order of the customer that has the item which a message names. */
function orderWithItem(reading: Reading, view: TurnView): string | undefined {
  const having = offeredOrders(view).filter((order) => itemNamed(reading, order) !== undefined)
  return having.length === 1 ? having[0]?.number.toUpperCase() : undefined
}

type Refusal = 'return_not_delivered' | 'return_cancelled' | 'return_too_old' | 'return_already'

/** Why nothing of an order can be returned now. */
function whyNot(view: TurnView, order: OrderFact): Refusal | undefined {
  const days = view.definition.dialogs['start-return'].returnWithinDays
  if (order.status === 'cancelled') return 'return_cancelled'
  if (order.status === 'returned' || openItems(order).length === 0) return 'return_already'
  if (order.status !== 'delivered' || order.deliveredAt === undefined) return 'return_not_delivered'
  return view.now - order.deliveredAt > days * DAY_MS ? 'return_too_old' : undefined
}

function openItems(order: OrderFact | undefined) {
  return order?.items.filter((item) => !item.returned) ?? []
}

function notReturnable(context: DialogContext): Problem | undefined {
  const { view, slots } = context
  const order = orderOf(context)
  if (order === undefined) return undefined
  const refusal = whyNot(view, order)
  if (refusal !== undefined) {
    const date = order.deliveredAt === undefined ? {} : { date: sayDate(view, order.deliveredAt) }
    const days = String(view.definition.dialogs['start-return'].returnWithinDays)
    return { kind: 'end', rule: refusal, text: say(view, refusal, { order: order.number, days, ...date }) }
  }
  const { item: sku } = slots
  if (sku === undefined || openItems(order).some((item) => item.sku === sku)) return undefined
  return {
    kind: 'again',
    rule: 'item_returned',
    drop: ['item'],
    text: say(view, 'item_returned'),
    lookup: false,
  }
}

function itemSlot(): SlotSpec {
  return {
    name: 'item',
    kind: 'choice',
    needed: () => true,
    preset: (context) => {
      const items = openItems(orderOf(context))
      return items.length === 1 ? items[0]?.sku : undefined
    },
    choices: (context) =>
      openItems(orderOf(context)).map((item) => {
        const label = item.name[context.view.language]
        return { id: `item:${item.sku}`, label, text: label }
      }),
    read: (reading, context) => {
      if (reading.choice?.id.startsWith('item:')) return reading.choice.id.slice('item:'.length)
      return itemNamed(reading, namedOrder(context))
    },
    ask: ({ view, slots: { order = '' } }, again) =>
      question(say(view, again ? 'ask_item_again' : 'ask_item', { order })),
  }
}

function reasonSlot(): SlotSpec {
  return {
    name: 'reason',
    kind: 'choice',
    needed: () => true,
    choices: ({ view }) => returnReasons.map((reason) => reasonChoice(view, reason)),
    read: (reading, _context, asked) => {
      if (reading.choice?.id.startsWith('reason:')) return reading.choice.id.slice('reason:'.length)
      return asked ? reasonReplied(reading) : reasonIn(reading)
    },
    ask: ({ view }, again) => question(say(view, again ? 'ask_reason_again' : 'ask_reason')),
  }
}

function reasonChoice(view: TurnView, reason: (typeof returnReasons)[number]): Choice {
  const label = say(view, `reason_${reason}`)
  return { id: `reason:${reason}`, label, text: label }
}

function confirmSlot(): SlotSpec {
  return {
    name: 'confirm',
    kind: 'yes-no',
    needed: () => true,
    choices: ({ view }) => yesNoChoices(view),
    read: (reading, { view, slots: { reason } }, asked) => {
      if (!asked) return undefined
      const corrected = reasonIn(reading)
      if (corrected !== undefined && corrected !== reason) return undefined
      return readYesNo(reading, view.definition.words)
    },
    ask: (context, again) => {
      const text = say(context.view, again ? 'ask_confirm_again' : 'ask_confirm')
      return [summary(context), { type: 'text', text }]
    },
  }
}

function summary(context: DialogContext): Part {
  const { view, slots } = context
  const { order = '', item: sku, reason: told } = slots
  const item = orderOf(context)?.items.find((each) => each.sku === sku)
  const reason = returnReasons.find((each) => each === told)
  return {
    type: 'card',
    title: say(view, 'card_return', { order }),
    fields: [
      { label: say(view, 'field_item'), value: item?.name[view.language] ?? '' },
      { label: say(view, 'field_reason'), value: reason === undefined ? '' : say(view, `reason_${reason}`) },
    ],
  }
}

function finish({ view, slots }: DialogContext): Finish {
  const { order, item, reason, confirm } = slots
  const says = (text: string): readonly [readonly Part[]] => [[{ type: 'text', text }]]
  if (confirm !== 'yes' || order === undefined || item === undefined || reason === undefined) {
    return { kind: 'left', rule: 'return_declined', messages: says(say(view, 'return_left')) }
  }
  return {
    kind: 'act',
    rule: 'return_confirmed',
    action: { name: 'create_return', input: { order, item, reason } },
    messages: says(say(view, 'return_registering')),
  }
}
