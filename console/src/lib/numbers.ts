import { stopwatch } from './format.ts'
import type { Language } from './i18n.ts'
import { numberFormat } from './intl.ts'

const MINUS = '\u2212'

/** 1,204 */
export function wholeNumber(value: number, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(value)
}

/** 4.52 */
export function decimal(value: number, language: Language, digits = 2): string {
  return numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  )
}

/** The number before the percent sign: 61, or 3.2 for a small share. */
export function percentNumber(share: number, language: Language): string {
  const digits = share > 0 && share < 0.095 ? 1 : 0
  return numberFormat(language, { maximumFractionDigits: digits }).format(share * 100)
}

/** +0.6 or −0.6, with a proper minus sign; nothing before a zero. */
export function signed(value: number, show: (value: number) => string): string {
  const text = show(Math.abs(value))
  if (!/[1-9]/.test(text)) return text
  return value < 0 ? `${MINUS}${text}` : `+${text}`
}

/** 0:42, 12:05, 1:04:09 — or days, where a stopwatch would be hard to read. */
export function duration(ms: number, language: Language): string {
  const DAY = 86_400_000
  if (ms < DAY) return stopwatch(ms)
  return numberFormat(language, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  }).format(ms / DAY)
}
