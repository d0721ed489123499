import type { InsightStep } from '@parley/server/contract'
import { dates } from '../../lib/format.ts'
import type { Language } from '../../lib/i18n.ts'

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const format = (at: number, language: Language, options: Intl.DateTimeFormatOptions) =>
  dates(language, options).format(at)

/** Under the axis: an o'clock, or a day. */
export function shortTime(at: number, step: InsightStep, language: Language): string {
  return step === 'day'
    ? format(at, language, { day: 'numeric', month: 'short' })
    : format(at, language, clock)
}

/** A bar's time in full. */
export function spanName(
  { from, to }: { from: number; to: number },
  step: InsightStep,
  language: Language,
): string {
  if (step === 'day') return format(from, language, { weekday: 'short', day: 'numeric', month: 'long' })
  const day = format(from, language, { weekday: 'short', day: 'numeric', month: 'short' })
  return `${day}, ${format(from, language, clock)}–${format(to, language, clock)}`
}

/** 3 Nov, 15:20 */
export function momentName(at: number, language: Language): string {
  return format(at, language, { day: 'numeric', month: 'short', ...clock })
}
