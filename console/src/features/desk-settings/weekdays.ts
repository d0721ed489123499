import type { Language } from '../../lib/i18n.ts'

/** From Monday on; 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const as readonly number[]

const SUNDAY = Date.UTC(2026, 0, 4)
const DAY_MS = 86_400_000

export function weekdayName(day: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(SUNDAY + day * DAY_MS)
}
