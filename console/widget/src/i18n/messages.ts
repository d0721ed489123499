import type { Locale } from '../core/chat-state.ts'
import { en, type Messages } from './en.ts'
import { zh } from './zh.ts'

const all: Record<Locale, Messages> = { en, zh }

export function messagesOf(locale: Locale): Messages {
  return all[locale]
}

/** Puts facts into a message: `{name}`. */
export function fill(message: string, facts: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (whole, key: string) => String(facts[key] ?? whole))
}

/** The language that serves this browser best, of those that the company speaks. */
export function pickLocale(wish: string | undefined, spoken: readonly Locale[] = ['en', 'zh']): Locale {
  const wanted: Locale = wish?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  return spoken.includes(wanted) ? wanted : (spoken[0] ?? 'en')
}
