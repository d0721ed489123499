import type { OutcomeSettings } from '@parley/server/contract'
import { newSettingId } from '../../lib/setting-id.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EditList } from './edit-list.tsx'
import { NameFields } from './name-fields.tsx'
import { SectionPage } from './section-page.tsx'

/** With what a conversation can be wrapped up. */
export function OutcomesPage() {
  const { t } = useTranslation(['content', 'admin'])
  const language = useLanguage()
  const form = useSection('outcomes')
  const outcomes = form.value?.outcomes ?? []
  const nameless = outcomes.some(({ name }) => name.en.trim() === '' || name.zh.trim() === '')
  return (
    <SectionPage
      title={t('admin:pages.outcomes')}
      hint={t('outcomes.hint')}
      form={form}
      labels={{
        outcomes: t('admin:pages.outcomes'),
        'outcomes.*.name.en': t('nameEn'),
        'outcomes.*.name.zh': t('nameZh'),
      }}
      describe={(value) => value.outcomes.map(({ name }) => `${name.en} · ${name.zh}`)}
      problem={
        nameless ? t('nameMissing') : outcomes.length === 0 && form.dirty ? t('outcomes.none') : undefined
      }
    >
      <EditList<OutcomeSettings['outcomes'][number]>
        label={t('admin:pages.outcomes')}
        items={outcomes}
        nameOf={({ name }) => name[language]}
        addLabel={t('outcomes.add')}
        make={() => ({ id: newSettingId('o'), name: { en: '', zh: '' } })}
        onChange={(next) => form.change(() => ({ outcomes: next }))}
        render={({ name }, change) => (
          <>
            <NameFields
              labels={{ en: t('nameEn'), zh: t('nameZh') }}
              name={name}
              onChange={(next) => change({ name: next })}
            />
          </>
        )}
      />
    </SectionPage>
  )
}
