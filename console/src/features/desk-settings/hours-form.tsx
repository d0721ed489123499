import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Hours } from '@parley/server/contract'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { readDay, readHolidays, textOf } from '../../lib/week.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/page.tsx'
import { zoneGroups } from '../../ui/time-zones.ts'
import '../../ui/mantine-input.css'
import styles from './edit-list.module.css'
import { HoursNow } from './hours-now.tsx'
import week from './week-grid.module.css'
import { WeekGrid } from './week-grid.tsx'
import { weekdayName, weekdays } from './weekdays.ts'

interface HoursFormProps {
  hours: Hours
  /** The first keeps for every queue that names none. */
  first: boolean
  onChange: (part: Partial<Hours>) => void
  onRemove: () => void
}

/** One schedule. */
export function HoursForm({ hours, first, onChange, onRemove }: HoursFormProps) {
  const { t } = useTranslation('content')
  const { name, timeZone } = hours
  return (
    <div className={week.stack}>
      <Card title={t('hours.schedule')} id="hours-schedule" aside={first ? t('hours.first') : undefined}>
        <div className={styles.form}>
          <div className={styles.pair}>
            <TextInput
              label={t('nameEn')}
              value={name.en}
              maxLength={80}
              onChange={(event) => onChange({ name: { ...name, en: event.currentTarget.value } })}
            />
            <TextInput
              label={t('nameZh')}
              value={name.zh}
              maxLength={80}
              lang="zh-CN"
              onChange={(event) => onChange({ name: { ...name, zh: event.currentTarget.value } })}
            />
          </div>
          <NativeSelect
            label={t('hours.timeZone')}
            data={zoneGroups(timeZone)}
            value={timeZone}
            onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
          />
        </div>
      </Card>
      <Card title={t('hours.week')} id="hours-week" aside={t('hours.weekHint')}>
        <WeekGrid week={hours.week} onChange={(next) => onChange({ week: next })} />
        <div className={week.fields}>
          {weekdays.map((day) => (
            <DayField key={day} hours={hours} day={day} onChange={onChange} />
          ))}
        </div>
      </Card>
      <Holidays hours={hours} onChange={onChange} />
      <HoursNow hours={hours} />
      <div>
        <Button variant="default" leftSection={<IconTrash size={16} />} onClick={onRemove}>
          {t('hours.removeIt')}
        </Button>
      </div>
    </div>
  )
}

function DayField({
  hours,
  day,
  onChange,
}: {
  hours: Hours
  day: number
  onChange: (part: Partial<Hours>) => void
}) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && readDay(typed, day) === undefined
  const take = () => {
    const spans = typed === undefined ? undefined : readDay(typed, day)
    if (!spans) return
    onChange({ week: [...hours.week.filter((span) => span.day !== day), ...spans] })
    setTyped(undefined)
  }
  return (
    <TextInput
      label={weekdayName(day, language)}
      placeholder={t('hours.closed')}
      value={typed ?? textOf(hours.week, day)}
      error={wrong ? t('hours.unreadable') : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}

function Holidays({ hours, onChange }: { hours: Hours; onChange: (part: Partial<Hours>) => void }) {
  const { t } = useTranslation('content')
  const [text, setText] = useState('')
  const [unread, setUnread] = useState<string[]>([])
  const add = () => {
    const read = readHolidays(text)
    const known = new Map([...hours.holidays, ...read.holidays].map((one) => [one.date, one]))
    onChange({ holidays: [...known.values()].toSorted((a, b) => a.date.localeCompare(b.date)) })
    setUnread(read.unread)
    setText(read.unread.join('\n'))
  }
  return (
    <Card title={t('hours.holidays')} id="hours-holidays" aside={t('hours.holidaysHint')}>
      <ul className={week.holidays}>
        {hours.holidays.map(({ date, name }) => (
          <li key={date} className={week.holiday}>
            <span>{date}</span>
            <span>{name}</span>
            <IconButton
              label={t('remove', { name: `${date} ${name}` })}
              onClick={() => onChange({ holidays: hours.holidays.filter((one) => one.date !== date) })}
            >
              <IconTrash size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Textarea
        label={t('hours.addDates')}
        description={t('hours.addDatesHint')}
        rows={3}
        value={text}
        error={
          unread.length > 0 ? t('hours.unreadDates', { lines: unread.slice(0, 3).join(', ') }) : undefined
        }
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button variant="default" mt={8} disabled={text.trim() === ''} onClick={add}>
        {t('hours.addIt')}
      </Button>
    </Card>
  )
}
