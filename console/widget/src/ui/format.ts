import type { PublicState } from '@parley/server/contract'
import type { Locale } from '../core/chat-state.ts'
import type { Messages } from '../i18n/en.ts'
import { fill } from '../i18n/messages.ts'

const tags: Record<Locale, string> = { en: 'en-GB', zh: 'zh-CN' }
const DAY_MS = 86_400_000

export function clockTime(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { hour: '2-digit', minute: '2-digit' }).format(at)
}

export function dayName(at: number, locale: Locale, m: Messages): string {
  const day = new Date(at).toDateString()
  if (day === new Date().toDateString()) return m.today
  if (day === new Date(Date.now() - DAY_MS).toDateString()) return m.yesterday
  return new Intl.DateTimeFormat(tags[locale], { weekday: 'short', day: 'numeric', month: 'long' }).format(at)
}

/** Today the clock is enough; on another day the weekday comes first. In the customer's own time. */
function momentName(at: number, locale: Locale): string {
  const near = new Date(at).toDateString() === new Date().toDateString()
  return near
    ? clockTime(at, locale)
    : new Intl.DateTimeFormat(tags[locale], {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at)
}

/** Who waits out of hours is told when somebody will be there, before their place in line. */
export function waitWords(standing: PublicState, m: Messages, locale: Locale, now = Date.now()): string {
  const { closed } = standing
  if (!closed || (closed.opensAt ?? Number.POSITIVE_INFINITY) <= now) return placeInLine(standing, m)
  return closed.opensAt === undefined
    ? m.away
    : fill(m.awayUntil, { when: momentName(closed.opensAt, locale) })
}

/** Where in line they are and how long it may take, as far as it is known. */
function placeInLine({ position, waitMs }: PublicState, m: Messages): string {
  const place = position === undefined ? m.looking : position === 1 ? m.next : fill(m.inLine, { position })
  if (waitMs === undefined) return place
  const minutes = Math.ceil(waitMs / 60_000)
  return `${place} · ${minutes <= 1 ? m.waitShort : fill(m.waitMinutes, { minutes })}`
}

/** One or two letters that stand for a name; one character of a Chinese one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = Array.from(words[0] ?? '')[0] ?? ''
  if (/\p{Script=Han}/u.test(first)) return first
  const second = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + second).toUpperCase()
}
