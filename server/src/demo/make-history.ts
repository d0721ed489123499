import type { Order } from '../commerce/order.ts'
import type { Customer } from '../customers/customer.ts'
import { articlesEn } from './company/articles-en.ts'
import { articlesZh } from './company/articles-zh.ts'
import { everydayMoments } from './everyday.ts'
import type { DemoConversation, Quick, Script, SpokenTurn } from './history/conversation.ts'
import { openScripts } from './history/open-scripts.ts'
import { quickEn } from './history/quick-en.ts'
import { quickZh } from './history/quick-zh.ts'
import { scriptsEn } from './history/scripts-en.ts'
import { scriptsZh } from './history/scripts-zh.ts'
import { shopSubject } from './make-customers.ts'
import { createRandom, type Random } from './random.ts'
import { demoShoppers } from './shoppers.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MINUTE_DAYS = 1 / (24 * 60)
const HISTORY_DAYS = 58
const articles = { en: articlesEn, zh: articlesZh }
const onItsWay = { en: 'on its way', zh: '已经发出，正在途中' }

const EVERYDAY_FROM = 1001
const ZH_SHARE = 0.35
const QUICK_SHARE = 0.74
/** Long enough ago that even a long conversation has ended. */
const LATEST_DAYS = 0.03
const greetings = {
  en: ['', '', 'Hi, ', 'Hello, ', 'Quick question: ', 'Good morning. '],
  zh: ['', '', '你好，', '您好，', '请问，', '在吗？'],
}

interface Part {
  customer: Customer
  /** What they may be speaking of. */
  order: Order
}

type Language = 'en' | 'zh'

/** Some two hundred and fifty conversations of the demo company, oldest first; the open ones are the last. */
export function makeHistory(given: {
  customers: readonly Customer[]
  orders: readonly Order[]
  now: number
  seed: number
}): DemoConversation[] {
  const { now } = given
  const random = createRandom(given.seed)
  const cast = createCast(given)
  const closed = [
    ...quickEn.map((quick) => ({ language: 'en' as const, script: toScript(quick) })),
    ...quickZh.map((quick) => ({ language: 'zh' as const, script: toScript(quick) })),
    ...scriptsEn.map((script) => ({ language: 'en' as const, script })),
    ...scriptsZh.map((script) => ({ language: 'zh' as const, script })),
  ].map(({ language, script }, index) => {
    const part = cast(language, script.intent)
    // Nobody asks about an order before it was placed.
    const oldest = Math.min(HISTORY_DAYS, (now - part.order.placedAt.getTime()) / DAY_MS - 1)
    const daysAgo = 0.1 + random.next() * Math.max(oldest - 0.1, 0.2)
    return build({ id: `h${index + 1}`, language, script, part, daysAgo, state: 'closed' })
  })
  const open = openScripts.map((script, index) => {
    const part = cast(script.language, script.intent)
    const daysAgo = script.minutesAgo * MINUTE_DAYS
    return build({
      id: `o${index + 1}`,
      language: script.language,
      script,
      part,
      daysAgo,
      state: script.state,
    })
  })
  const busy = new Set(open.map((one) => one.customer))
  const everyday = makeEveryday({ ...given, customers: given.customers.filter(({ _id }) => !busy.has(_id)) })
  return [...closed, ...everyday, ...open].sort((a, b) => b.daysAgo - a.daysAgo)
}

/** What other customers asked in much the same words over the last weeks, so that a month is a month. */
function makeEveryday(given: {
  customers: readonly Customer[]
  orders: readonly Order[]
  now: number
  seed: number
}): DemoConversation[] {
  const random = createRandom(given.seed + 2)
  const cast = createCast({ ...given, seed: given.seed + 3 })
  const quick = { en: quickEn, zh: quickZh }
  const long = { en: scriptsEn, zh: scriptsZh }
  return everydayMoments(random, given.now).map((daysAgo, index) => {
    const language = random.chance(ZH_SHARE) ? 'zh' : 'en'
    const script = random.chance(QUICK_SHARE)
      ? toScript(random.pick(quick[language]))
      : random.pick(long[language])
    const part = cast(language, script.intent)
    const oldest = (given.now - part.order.placedAt.getTime()) / DAY_MS - 1
    return build({
      id: `h${EVERYDAY_FROM + index}`,
      language,
      script: greeted(script, random.pick(greetings[language])),
      part,
      daysAgo: Math.max(Math.min(daysAgo, oldest), LATEST_DAYS),
      state: 'closed',
    })
  })
}

/** The same question in somebody else's words: they begin differently. */
function greeted(script: Script, greeting: string): Script {
  const [first = '', ...rest] = script.lines
  return { ...script, lines: [first.replace(/^(c[-\d.]*: )/, `$1${greeting}`), ...rest] }
}

/** Gives each conversation a customer of its language with a fitting order; nobody twice before everybody once. */
function createCast(given: {
  customers: readonly Customer[]
  orders: readonly Order[]
  seed: number
}): (language: Language, intent: string) => Part {
  const random = createRandom(given.seed + 1)
  const shoppers = new Set<string | undefined>(demoShoppers.map((shopper) => shopper.email))
  // The shoppers begin with an empty chat: whoever tries the demo shop writes the first word.
  const all = given.customers.filter((customer) => !shoppers.has(customer.email))
  const waiting = { en: shuffled(random, all, 'en'), zh: shuffled(random, all, 'zh') }
  return (language, intent) => {
    if (waiting[language].length === 0) waiting[language] = shuffled(random, all, language)
    const fits = (customer: Customer): Order | undefined =>
      given.orders.find((order) => order.customer === customer._id && mayConcern(order, intent))
    const index = waiting[language].findIndex((customer) => fits(customer) !== undefined)
    const [customer] = waiting[language].splice(Math.max(index, 0), 1)
    const order = customer && (fits(customer) ?? given.orders.find((one) => one.customer === customer._id))
    if (!customer || !order) throw new Error('The demo company has no customer with an order left')
    return { customer, order }
  }
}

function shuffled(random: Random, customers: readonly Customer[], language: Language): Customer[] {
  return customers
    .filter((customer) => customer.language === language)
    .map((customer) => ({ customer, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ customer }) => customer)
}

function mayConcern(order: Order, intent: string): boolean {
  if (/^(return\.start|product\.damaged|order\.(missing|wrong)_item)$/.test(intent))
    return order.status === 'delivered'
  if (intent === 'order.cancel') return order.status === 'cancelled'
  return order.status !== 'processing'
}

/** A question that an article answered, as a script. */
function toScript([intent, mood, question, last, rating]: Quick): Script {
  const lines = [`c${mood}: ${question}`, `b: @${intent}`, ...(last ? [`c0.4: ${last}`] : [])]
  return { intent, outcome: 'answered', lines, ...(rating && { rating: [rating] }) }
}

function build(given: {
  id: string
  language: Language
  script: Script
  part: Part
  daysAgo: number
  state: DemoConversation['state']
}): DemoConversation {
  const { id, language, script, part, daysAgo, state } = given
  const { intent, reason, queue, agent, outcome, rating } = script
  const { customer } = part
  return {
    id,
    language,
    customer: customer._id,
    externalId: `user:${shopSubject(customer, demoShoppers)}`,
    daysAgo,
    turns: script.lines.map((line, index) => toTurn(line, index === 0 ? intent : undefined, language, part)),
    intent,
    state,
    ...(reason && queue && { handoff: { reason, queue } }),
    ...(agent && { agent: `u_demo_${agent}` }),
    ...(state === 'closed' && { outcome: outcome ?? 'answered' }),
    ...(rating && { rating: { score: rating[0], ...(rating[1] && { comment: rating[1] }) } }),
  }
}

const speakers = { c: 'customer', b: 'bot', a: 'agent', n: 'note' } as const

function toTurn(line: string, intent: string | undefined, language: Language, part: Part): SpokenTurn {
  const { who, mood, words } = /^(?<who>[cban])(?<mood>[-\d.]*): (?<words>.+)$/.exec(line)?.groups ?? {}
  if (!who || !words) throw new Error(`A demo conversation has a line without a speaker: ${line}`)
  const by = speakers[who as keyof typeof speakers]
  const article = words.startsWith('@') ? words.slice(1) : undefined
  const text = article ? articles[language][article]?.[1] : fill(words, language, part)
  if (!text) throw new Error(`There is no article for ${article}`)
  return {
    by,
    text,
    ...(mood && { mood: Number(mood) }),
    ...(intent && { intent }),
    ...(article && { article }),
  }
}

function fill(words: string, language: Language, { customer, order }: Part): string {
  const name = customer.name ?? ''
  return words
    .replaceAll('{order}', order._id)
    .replaceAll('{item}', order.items[0]?.name[language] ?? '')
    .replaceAll('{status}', onItsWay[language])
    .replaceAll('{name}', language === 'en' ? (name.split(' ')[0] ?? name) : name)
}
