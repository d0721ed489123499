import type { Language } from '@parley/nlp-models'
import type { BotState, Facts } from './conversing.ts'
import type { BotDefinition } from './definition/schema.ts'
import type { WordingKey } from './definition/wording-keys.ts'
import type { Reading } from './policy/reading.ts'
import { fill, seeded } from './text.ts'

/** All that a decision may look at: one turn, read once. */
export interface TurnView {
  readonly definition: BotDefinition
  readonly language: Language
  readonly control: 'bot' | 'requested' | 'agent'
  readonly state: BotState
  readonly readings: readonly Reading[]
  readonly facts: Facts
  readonly now: number
  readonly seed: string
}

const DAY_MS = 86_400_000

export type Values = Readonly<Record<string, string>>

/** Words a text in the customer's language; among equal variants the turn's seed chooses. */
export function say(view: TurnView, key: WordingKey, values: Values = {}): string {
  const variants = view.definition.wording[view.language].texts[key]
  const chosen = seeded(variants, `${view.seed}:${key}`) ?? key
  return fill(chosen, { company: view.facts.company, ...values })
}

/** Sentences one after the other: Chinese ones have no space between them. */
export function inOneBreath({ language }: TurnView, ...sentences: readonly string[]): string {
  return sentences.join(language === 'zh' ? '' : ' ')
}

/** What a topic is called for the customer; `undefined` for what is never offered. */
export function topicLabel(view: TurnView, intent: string): string | undefined {
  return view.definition.wording[view.language].topics[intent]
}

/** Says when: today, tomorrow or on which day, on the clock of the zone, which is named. */
export function sayWhen(view: TurnView, at: number, timeZone: string): string {
  const locale = view.language === 'zh' ? 'zh-CN' : 'en-GB'
  const dayOf = (moment: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment)
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at)
  if (dayOf(at) === dayOf(view.now)) return say(view, 'when_today', { time })
  if (dayOf(at) === dayOf(view.now + DAY_MS)) return say(view, 'when_tomorrow', { time })
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(at)
  return say(view, 'when_day', { day, time })
}

export function sayDate(view: TurnView, at: number): string {
  const locale = view.language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: view.definition.timeZone,
  }).format(at)
}
