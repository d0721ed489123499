import { NativeSelect } from '@mantine/core'
import type { FieldSettings } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCountsQuery } from '../../lib/content-api.ts'
import { cappedCount } from '../../lib/format.ts'
import { newSettingId } from '../../lib/setting-id.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { LinesField } from '../../ui/lines-field.tsx'
import styles from './edit-list.module.css'
import { EditList } from './edit-list.tsx'
import { NameFields } from './name-fields.tsx'
import { SectionPage } from './section-page.tsx'

type Field = FieldSettings['fields'][number]
const types: readonly Field['type'][] = ['text', 'number', 'date', 'choice', 'yesno']

/** What the company keeps of its customers beside name and addresses. */
export function FieldsPage() {
  const { t } = useTranslation(['content', 'admin'])
  const language = useLanguage()
  const form = useSection('fields')
  const counts = useQuery(useCountsQuery('fields')).data ?? {}
  const [removing, setRemoving] = useState<Field>()
  const fields = form.value?.fields ?? []
  const remove = ({ id }: Field) =>
    form.change((value) => ({ fields: value.fields.filter((field) => field.id !== id) }))
  const nameless = fields.some(({ label }) => label.en.trim() === '' || label.zh.trim() === '')
  const choiceless = fields.some(({ type, choices }) => type === 'choice' && (choices ?? []).length === 0)
  return (
    <SectionPage
      title={t('admin:pages.fields')}
      hint={t('fields.hint')}
      form={form}
      labels={{
        fields: t('admin:pages.fields'),
        'fields.*.label.en': t('labelEn'),
        'fields.*.label.zh': t('labelZh'),
        'fields.*.type': t('fields.type'),
        'fields.*.choices': t('fields.choices'),
      }}
      describe={(value) =>
        value.fields.map(({ label, type, choices }) =>
          [label.en, label.zh, t(`fieldType.${type}`), ...(choices ?? [])].join(' · '),
        )
      }
      problem={nameless ? t('nameMissing') : choiceless ? t('fields.choicesMissing') : undefined}
    >
      <EditList<Field>
        label={t('admin:pages.fields')}
        items={fields}
        nameOf={({ label }) => label[language]}
        addLabel={t('fields.add')}
        empty={t('fields.empty')}
        make={() => ({ id: newSettingId('f'), label: { en: '', zh: '' }, type: 'text' })}
        onChange={(next) => form.change(() => ({ fields: next }))}
        onRemove={(field) => ((counts[field.id] ?? 0) > 0 ? setRemoving(field) : remove(field))}
        render={(field, change) => <FieldRow field={field} used={counts[field.id] ?? 0} change={change} />}
      />
      {removing && (
        <ConfirmDialog
          title={t('fields.removeTitle', { name: removing.label[language] })}
          action={t('removeIt')}
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          <p>
            {t('fields.removeHint', {
              count: counts[removing.id] ?? 0,
              shown: cappedCount(counts[removing.id] ?? 0),
            })}
          </p>
        </ConfirmDialog>
      )}
    </SectionPage>
  )
}

function FieldRow({
  field: { label, type, choices },
  used,
  change,
}: {
  field: Field
  used: number
  change: (part: Partial<Field>) => void
}) {
  const { t } = useTranslation('content')
  return (
    <>
      <NameFields
        labels={{ en: t('labelEn'), zh: t('labelZh') }}
        name={label}
        onChange={(next) => change({ label: next })}
      />
      <NativeSelect
        label={t('fields.type')}
        value={type}
        data={types.map((one) => ({ value: one, label: t(`fieldType.${one}`) }))}
        onChange={(event) => {
          const wanted = types.find((one) => one === event.currentTarget.value)
          if (wanted) change({ type: wanted, choices: wanted === 'choice' ? (choices ?? []) : undefined })
        }}
      />
      {type === 'choice' && (
        <LinesField
          className={styles.note ?? ''}
          label={t('fields.choices')}
          rows={3}
          value={choices ?? []}
          read={(text) => {
            const lines = text.split('\n').map((line) => line.trim())
            return [...new Set(lines.filter((line) => line !== ''))]
          }}
          onChange={(next) => change({ choices: next })}
        />
      )}
      <p className={styles.note}>{t('fields.used', { count: used, shown: cappedCount(used) })}</p>
    </>
  )
}
