import type { Order } from '@parley/server/contract'
import { money, shortDate } from './format.ts'
import type { Language } from './i18n.ts'

/** What a canned reply or an article may ask for by name. What is not known stays as it stands, to be filled in. */
export interface VariableSources {
  customer: { name: string; email?: string | undefined }
  agent: { name: string }
  company: string
  /** The one order that the conversation is about. */
  order: Order | undefined
  /** The customer's, which the text is written in. */
  language: Language
  now: number
}

/** All of them, as they are written. */
export const variableNames = [
  'customer.name',
  'customer.firstName',
  'customer.email',
  'agent.name',
  'agent.firstName',
  'company',
  'today',
  'order.number',
  'order.status',
  'order.date',
  'order.expected',
  'order.total',
  'order.carrier',
  'order.tracking',
] as const

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/gu
const HAN = /\p{Script=Han}/u

const statuses: Record<Language, Record<Order['status'], string>> = {
  en: {
    processing: 'being prepared',
    shipped: 'on its way',
    delivered: 'delivered',
    cancelled: 'cancelled',
    returned: 'returned',
  },
  zh: {
    processing: '备货中',
    shipped: '运输途中',
    delivered: '已送达',
    cancelled: '已取消',
    returned: '已退货',
  },
}

/** Fills in what is known, in the customer's language. */
export function fillVariables(text: string, sources: VariableSources): string {
  const values = valuesOf(sources)
  return text.replaceAll(VARIABLE, (written, name: string) => values[name.toLowerCase()] || written)
}

/** What stands in the text as a variable and is none. */
export function unknownVariables(text: string): string[] {
  const known = new Set<string>(variableNames.map((name) => name.toLowerCase()))
  const found = [...text.matchAll(VARIABLE)].filter(([, name = '']) => !known.has(name.toLowerCase()))
  return [...new Set(found.map(([written]) => written))]
}

function valuesOf(sources: VariableSources): Record<string, string | undefined> {
  const { customer, agent, company, order, language, now } = sources
  const values: Record<string, string | undefined> = {
    'customer.name': customer.name,
    'customer.firstname': firstName(customer.name),
    'customer.email': customer.email,
    'agent.name': agent.name,
    'agent.firstname': firstName(agent.name),
    company,
    today: shortDate(now, language, now),
  }
  if (!order) return values
  return {
    ...values,
    'order.number': order.number,
    'order.status': statuses[language][order.status],
    'order.date': shortDate(order.placedAt, language, now),
    'order.expected': order.expectedAt === undefined ? undefined : shortDate(order.expectedAt, language, now),
    'order.total': money(order.total, language),
    'order.carrier': order.carrier,
    'order.tracking': order.tracking,
  }
}

/** Chinese names are not taken apart: the family name alone would be rude, the given name alone too close. */
function firstName(name: string): string {
  return HAN.test(name) ? name : (name.trim().split(/\s+/u)[0] ?? '')
}

/** The order that was named last in the conversation; of a customer who has only one, that. Else nobody knows. */
export function orderInQuestion(orders: readonly Order[], named: readonly string[]): Order | undefined {
  for (const number of named.toReversed()) {
    const found = orders.find((order) => order.number.toUpperCase() === number.toUpperCase())
    if (found) return found
  }
  return orders.length === 1 ? orders[0] : undefined
}
