import { Button } from '@mantine/core'
import type { Hours } from '@parley/server/contract'
import { IconClock, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newSettingId } from '../../lib/setting-id.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { textOf } from '../../lib/week.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { HoursForm } from './hours-form.tsx'
import { SectionPage } from './section-page.tsx'
import styles from './week-grid.module.css'
import { weekdayName, weekdays } from './weekdays.ts'

/** When people are there: several schedules, each with its week, its zone and its holidays. */
export function HoursPage() {
  const { t } = useTranslation(['content', 'admin'])
  const language = useLanguage()
  const form = useSection('hours')
  const zone = useQuery(settingsQuery('company')).data?.value.timeZone ?? 'UTC'
  const [chosen, setChosen] = useState<string>()
  const all = form.value?.hours ?? []
  const shown = all.find(({ id }) => id === chosen) ?? all[0]
  const add = () => {
    const made = office(zone, { en: '', zh: '' })
    form.change((value) => ({ hours: [...value.hours, made] }))
    setChosen(made.id)
  }
  const describe = (value: { hours: Hours[] }) =>
    value.hours.flatMap((hours) => [
      `${hours.name.en} · ${hours.name.zh} · ${hours.timeZone}`,
      ...weekdays.map(
        (day) => `${hours.name.en}: ${weekdayName(day, language)} ${textOf(hours.week, day) || '—'}`,
      ),
      ...hours.holidays.map(({ date, name }) => `${hours.name.en}: ${date} ${name}`),
    ])
  const nameless = all.some(({ name }) => name.en.trim() === '' || name.zh.trim() === '')
  return (
    <SectionPage
      title={t('admin:pages.hours')}
      hint={t('hours.hint')}
      form={form}
      labels={{
        hours: t('hours.schedules'),
        'hours.*.name.en': t('nameEn'),
        'hours.*.name.zh': t('nameZh'),
        'hours.*.timeZone': t('hours.timeZone'),
        'hours.*.week': t('hours.week'),
        'hours.*.holidays': t('hours.holidays'),
      }}
      describe={describe}
      problem={nameless ? t('nameMissing') : undefined}
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          {t('hours.add')}
        </Button>
      }
    >
      {all.length === 0 && (
        <EmptyState icon={<IconClock size={24} />} title={t('hours.none')}>
          {t('hours.noneHint')}
        </EmptyState>
      )}
      {all.length > 1 && (
        <fieldset className={styles.tabs} aria-label={t('hours.schedules')}>
          {all.map(({ id, name }) => (
            <Button
              key={id}
              size="xs"
              variant={id === shown?.id ? 'light' : 'default'}
              aria-pressed={id === shown?.id}
              onClick={() => setChosen(id)}
            >
              {name[language] || t('unnamed')}
            </Button>
          ))}
        </fieldset>
      )}
      {shown && (
        <HoursForm
          key={`${shown.id} ${form.round}`}
          hours={shown}
          first={shown.id === all[0]?.id}
          onChange={(part) =>
            form.change((value) => ({
              hours: value.hours.map((one) => (one.id === shown.id ? { ...one, ...part } : one)),
            }))
          }
          onRemove={() =>
            form.change((value) => ({ hours: value.hours.filter(({ id }) => id !== shown.id) }))
          }
        />
      )}
    </SectionPage>
  )
}

function office(timeZone: string, name: Hours['name']): Hours {
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))
  return { id: newSettingId('h'), name, timeZone, week, holidays: [] }
}
