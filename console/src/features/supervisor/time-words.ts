import type { InsightStep } from '@parley/server/contract'
import type { Language } from '../../lib/i18n.ts'

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB')
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const formats = new Map<string, Intl.DateTimeFormat>()

function format(at: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language}${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), options)
  formats.set(key, known)
  return known.format(at)
}

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
