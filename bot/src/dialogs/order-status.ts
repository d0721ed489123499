import { topicChoices } from '../choices.ts'
import type { Choice, OrderFact, Part } from '../conversing.ts'
import { say, sayDate, type TurnView } from '../turn-view.ts'
import type { DialogContext, DialogSpec, Finish, Message } from './dialog.ts'
import { emailSlot, orderOf, orderSlot, ownOrders, unknownOrder } from './order-slots.ts'

/** Tells where an order is, to whom it belongs. */
export const orderStatus: DialogSpec = {
  name: 'order-status',
  intent: 'order.status',
  remembered: ['order', 'email'],
  slots: [orderSlot({ eligible: ownOrders, resets: [] }), emailSlot],
  check: (context) => (tellable(context).length > 0 ? undefined : unknownOrder(context)),
  finish: tellStatus,
  leave: (view) => say(view, 'dialog_left'),
}

function tellStatus(context: DialogContext): Finish {
  const { view } = context
  const orders = tellable(context)
  const last = orders.at(-1)
  if (last === undefined) throw new Error('order-status finished without an order')
  const found = new Set(orders.map(({ number }) => number.toUpperCase()))
  const missing = numbersNamed(context).filter((number) => !found.has(number))
  return {
    kind: 'tell',
    rule: 'order_status_told',
    messages: [
      ...missing.map((order): Message => [{ type: 'text', text: say(view, 'order_not_yours', { order }) }]),
      ...orders.map(
        (order): Message => [{ type: 'text', text: statusText(view, order) }, orderCard(view, order)],
      ),
    ],
    choices: nextChoices(view, last),
  }
}

const MOST_TOLD = 3

/** The order of the dialog, and all that one message asks for together with it. */
function numbersNamed({ view, slots: { order } }: DialogContext): readonly string[] {
  if (order === undefined) return []
  const together = view.readings.find(({ orders }) => orders.includes(order))?.orders ?? [order]
  return together.slice(-MOST_TOLD)
}

function tellable(context: DialogContext): readonly OrderFact[] {
  const { view, slots } = context
  return numbersNamed(context)
    .map((order) => orderOf({ view, slots: { ...slots, order } }))
    .filter((order) => order !== undefined)
}

function nextChoices(view: TurnView, order: OrderFact): Choice[] {
  const next = order.status === 'delivered' ? ['return.start'] : ['delivery.late']
  const choices = order.status === 'cancelled' || order.status === 'returned' ? [] : topicChoices(view, next)
  if (ownOrders(view).length < 2) return choices
  const label = say(view, 'label_another_order')
  return [...choices, { id: 'topic:order.status', label, text: label }]
}

function statusText(view: TurnView, order: OrderFact): string {
  const values = (at?: number) => ({
    order: order.number,
    ...(at === undefined ? {} : { date: sayDate(view, at) }),
  })
  switch (order.status) {
    case 'processing':
      return order.expectedAt === undefined
        ? say(view, 'order_processing', values())
        : say(view, 'order_processing_expected', values(order.expectedAt))
    case 'shipped':
      return order.expectedAt === undefined
        ? say(view, 'order_shipped', values())
        : say(view, 'order_shipped_expected', values(order.expectedAt))
    case 'delivered':
      return order.deliveredAt === undefined
        ? say(view, 'order_delivered', values())
        : say(view, 'order_delivered_on', values(order.deliveredAt))
    case 'cancelled':
      return say(view, 'order_cancelled', values())
    case 'returned':
      return say(view, 'order_returned', values())
  }
}

function orderCard(view: TurnView, order: OrderFact): Part {
  const items = order.items.map((item) => `${item.quantity} × ${item.name[view.language]}`)
  const fields: [Parameters<typeof say>[1], string | undefined][] = [
    ['field_items', items.join(', ') || undefined],
    ['field_placed', sayDate(view, order.placedAt)],
    ['field_expected', openDate(view, order)],
    ['field_delivered', order.deliveredAt === undefined ? undefined : sayDate(view, order.deliveredAt)],
    ['field_carrier', order.carrier],
    ['field_tracking', order.tracking],
    ['field_total', order.total],
  ]
  return {
    type: 'card',
    title: say(view, 'card_order', { order: order.number }),
    subtitle: say(view, `status_${order.status}`),
    fields: fields.flatMap(([key, value]) => (value === undefined ? [] : [{ label: say(view, key), value }])),
  }
}

/** A date that is still to come; what was delivered or cancelled is expected no more. */
function openDate(view: TurnView, order: OrderFact): string | undefined {
  const open = order.status === 'processing' || order.status === 'shipped'
  return open && order.expectedAt !== undefined ? sayDate(view, order.expectedAt) : undefined
}
