import { defaultDefinition } from '@parley/bot'
import type { Order, OrderStatus } from '../../server/src/commerce/order.ts'
import type { Part } from '../../server/src/contract/index.ts'
import { articlesEn } from '../../server/src/demo/company/articles-en.ts'
import { articlesZh } from '../../server/src/demo/company/articles-zh.ts'

const statuses: readonly OrderStatus[] = ['processing', 'shipped', 'delivered', 'cancelled', 'returned']
const wordings = Object.values(defaultDefinition.wording).map(({ texts }) => texts)
/** Of an article: enough to know it by. */
const RECOGNISED = 40

/** The statuses of an order that the parts tell, in words or on a card. */
export function statusesTold(parts: readonly Part[], number: string): OrderStatus[] {
  return statuses.filter((status) => parts.some((part) => tellsStatus(part, number, status)))
}

/** Status, an item or the tracking number of an order, or a card of it. */
export function tellsAnythingOf(parts: readonly Part[], order: Order): boolean {
  if (statusesTold(parts, order._id).length > 0) return true
  const secrets = [order.tracking, ...order.items.flatMap(({ name }) => [name.en, name.zh])]
  const texts = parts.map(textOf)
  return secrets.some((secret) => secret !== undefined && texts.some((text) => text.includes(secret)))
}

/** Intents whose knowledge article the parts contain: also when it was told on the way to something else. */
export function articlesTold(parts: readonly Part[]): string[] {
  const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  const found = [articlesEn, articlesZh].flatMap((articles) =>
    Object.entries(articles)
      .filter(([, [, body]]) => said.includes(body.trim().slice(0, RECOGNISED)))
      .map(([intent]) => intent),
  )
  return [...new Set(found)]
}

function tellsStatus(part: Part, number: string, status: OrderStatus): boolean {
  if (part.type === 'card') {
    if (!part.title.includes(number)) return false
    return wordings.some((wording) => wordsOf(wording, `status_${status}`).includes(part.subtitle ?? ''))
  }
  if (part.type !== 'text' || !part.text.includes(number)) return false
  return wordings
    .flatMap((wording) =>
      [`order_${status}`, `order_${status}_expected`, `order_${status}_on`].flatMap((key) =>
        wordsOf(wording, key),
      ),
    )
    .some((template) => patternOf(template, number).test(part.text))
}

function wordsOf(wording: object, key: string): readonly string[] {
  const words: unknown = Reflect.get(wording, key)
  return Array.isArray(words) ? words.map(String) : []
}

/** `Order {order} is on its way.` as a pattern for this order; other placeholders may be anything. */
function patternOf(template: string, number: string): RegExp {
  const escaped = template.replaceAll(/[.*+?^$()[\]\\|]/g, '\\$&')
  return new RegExp(escaped.replaceAll('{order}', number).replaceAll(/\{\w+\}/g, '.+?'))
}

function textOf(part: Part): string {
  switch (part.type) {
    case 'text':
      return part.text
    case 'card':
      return [part.title, part.subtitle ?? '', ...part.fields.map(({ value }) => value)].join('\n')
    case 'choices':
      return part.options.map(({ label }) => label).join('\n')
    case 'image':
    case 'file':
      return part.name
  }
}
