import type { Entity, Language, RankedIntent, SlotValue, Understanding } from '@parley/nlp-models'
import { type Bot, createBot } from '../src/bot.ts'
import { webChannel } from '../src/channels/web/web-channel.ts'
import type {
  ActionResult,
  ArticleFact,
  BotState,
  Choice,
  Facts,
  OrderFact,
  Part,
  TurnInput,
  TurnOutcome,
  Utterance,
} from '../src/conversing.ts'

export const NOW = Date.UTC(2026, 10, 22, 12)
export const DAY = 24 * 60 * 60 * 1000

export interface Said {
  readonly text: string
  readonly intent?: string
  readonly confidence?: number
  readonly ranked?: readonly RankedIntent[]
  readonly inScope?: number
  readonly language?: Language
  readonly mood?: { readonly score: number; readonly confidence: number }
  readonly slot?: SlotValue
}

/** An utterance as the models would read it: a sure intent, orders and e-mail addresses found by their shape. */
export function utterance(said: Said | string): Utterance {
  const given: Said = typeof said === 'string' ? { text: said } : said
  const { text, slot } = given
  return { text, understanding: understanding(given), ...(slot === undefined ? {} : { slot }) }
}

function understanding(said: Said): Understanding {
  const { text, intent, confidence = 0.95, mood } = said
  const intents = said.ranked ?? (intent === undefined ? [] : [{ intent, confidence }])
  const score = mood?.score ?? 0
  return {
    language: said.language ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en'),
    intents,
    inScope: said.inScope ?? (intents.length > 0 ? 0.95 : 0.05),
    entities: entitiesIn(text),
    sentiment: {
      label: score < -0.2 ? 'negative' : score > 0.2 ? 'positive' : 'neutral',
      score,
      confidence: mood?.confidence ?? 0.9,
    },
    model: 'test',
  }
}

function entitiesIn(text: string): Entity[] {
  const found = (kind: 'order' | 'email', shape: RegExp, normal: (value: string) => string): Entity[] =>
    [...text.matchAll(shape)].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      value: normal(match[0]),
    }))
  return [
    ...found('order', /NW-\d{5}/gi, (value) => value.toUpperCase()),
    ...found('email', /[\w.]+@[\w.]+\w/g, (value) => value.toLowerCase()),
  ]
}

export function order(number: string, about: Partial<OrderFact> = {}): OrderFact {
  return {
    number,
    status: 'delivered',
    own: true,
    email: 'anna@example.com',
    placedAt: NOW - 9 * DAY,
    deliveredAt: NOW - 5 * DAY,
    carrier: 'DHL',
    tracking: 'JD0146',
    total: '129.00 EUR',
    items: [tent, shoes],
    ...about,
  }
}

export const tent = {
  sku: 'TENT-2',
  name: { en: 'Ridge Tent', zh: '山脊帐篷' },
  quantity: 1,
  returned: false,
}
export const shoes = {
  sku: 'SHOE-42',
  name: { en: 'Trail Shoes', zh: '越野跑鞋' },
  quantity: 1,
  returned: false,
}

export const article = (intent: string, language: Language): ArticleFact => ({
  id: `a:${intent}`,
  intent,
  title: intent,
  body: language === 'zh' ? `关于 ${intent} 的说明。` : `All about ${intent}.`,
})

export function facts(about: Partial<Facts> = {}): Facts {
  return {
    company: 'Northwind',
    customer: { name: 'Anna', email: 'anna@example.com', identified: true },
    orders: [],
    article,
    agentsOnline: true,
    waiting: () => ({ position: 2, waitMs: 170_000 }),
    ...about,
  }
}

export const anonymous: Facts['customer'] = { identified: false }

export function turnInput(said: readonly (Said | string)[], about: Partial<TurnInput> = {}): TurnInput {
  return {
    state: { introduced: true, misunderstood: 0 },
    control: 'bot',
    utterances: said.map(utterance),
    facts: facts(),
    now: NOW,
    seed: 'thread:1',
    capabilities: webChannel.capabilities,
    ...about,
  }
}

/** A conversation: keeps the state between turns as the server would. */
export class Talk {
  readonly bot: Bot = createBot({ company: 'Northwind' })
  state: BotState = { introduced: true, misunderstood: 0 }
  control: TurnInput['control'] = 'bot'
  turns = 0
  facts: Facts

  constructor(about: Partial<Facts> = {}) {
    this.facts = facts(about)
  }

  say(...said: (Said | string)[]): Promise<TurnOutcome> {
    return this.take({ utterances: said.map(utterance) })
  }

  finish(actionResult: ActionResult, ...said: (Said | string)[]): Promise<TurnOutcome> {
    return this.take({ utterances: said.map(utterance), actionResult })
  }

  private async take(
    about: Pick<TurnInput, 'utterances'> & Partial<Pick<TurnInput, 'actionResult'>>,
  ): Promise<TurnOutcome> {
    this.turns += 1
    const { state, control } = this
    const input = turnInput([], { ...about, state, control, facts: this.facts, seed: `t:${this.turns}` })
    const outcome = await this.bot.takeTurn(input)
    this.state = outcome.state
    return outcome
  }
}

export function textOf(outcome: TurnOutcome): string {
  return outcome.messages
    .flat()
    .map((part) => (part.type === 'text' ? part.text : ''))
    .filter((text) => text !== '')
    .join('\n')
}

export function choicesOf(outcome: TurnOutcome): readonly Choice[] {
  return outcome.messages.flat().flatMap((part: Part) => (part.type === 'choices' ? part.options : []))
}

export function cardsOf(outcome: TurnOutcome): Extract<Part, { type: 'card' }>[] {
  return outcome.messages.flat().filter((part) => part.type === 'card')
}
