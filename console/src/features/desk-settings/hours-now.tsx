import type { Hours } from '@parley/server/contract'
import { isOpen, localTime, nextChange } from '@parley/server/contract/rules'
import { useSlowClock } from '../../lib/clock.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { textOf } from '../../lib/week.ts'
import { Chip } from '../../ui/chip.tsx'
import { Card } from '../../ui/page.tsx'
import styles from './week-grid.module.css'

const DAY_MS = 86_400_000

/** What the schedule means now and on the next seven days, as the bot goes by it. */
export function HoursNow({ hours }: { hours: Hours }) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const now = useSlowClock()
  const open = isOpen(hours, now)
  const change = nextChange(hours, now)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const when =
    change === undefined
      ? undefined
      : new Intl.DateTimeFormat(locale, {
          weekday: 'long',
          hour: '2-digit',
          minute: '2-digit',
          timeZone: hours.timeZone,
        }).format(change)
  return (
    <Card title={t('hours.now')} id="hours-now" aside={hours.timeZone}>
      <p className={styles.now}>
        <Chip tone={open ? 'pos' : 'warn'}>{open ? t('hours.openNow') : t('hours.closedNow')}</Chip>
        <span>
          {when === undefined
            ? t(open ? 'hours.alwaysOpen' : 'hours.neverOpens')
            : t(open ? 'hours.closesAt' : 'hours.opensAt', { when })}
        </span>
      </p>
      <ul className={styles.next}>
        {Array.from({ length: 7 }, (_, ahead) => {
          const { date, day } = localTime(hours.timeZone, now + ahead * DAY_MS)
          const holiday = hours.holidays.find((one) => one.date === date)
          const name = new Intl.DateTimeFormat(locale, {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            timeZone: 'UTC',
          }).format(Date.parse(`${date}T00:00:00Z`))
          return (
            <li key={date}>
              <span>{name}</span>
              <span>
                {holiday
                  ? t('hours.holiday', { name: holiday.name })
                  : textOf(hours.week, day) || t('hours.closed')}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
