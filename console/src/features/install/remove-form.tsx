import { Button, TextInput } from '@mantine/core'
import type { DemoChoices, InstallInfo } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { installQuery, REMOVE_DEMO, removeDemo } from '../../lib/install-api.ts'
import { tasksQuery } from '../../lib/tasks.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import formStyles from '../../ui/form.module.css'
import { RadioList } from '../../ui/radio-list.tsx'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'

/** What becomes of the content that one could go on with, and the name of the company, which says that it is meant. */
export function RemoveForm({ info }: { info: InstallInfo }) {
  const { t } = useTranslation(['install', 'translation'])
  const queryClient = useQueryClient()
  const [choices, setChoices] = useState<DemoChoices>({ knowledge: 'remove', settings: 'remove' })
  const [company, setCompany] = useState('')
  const wrong = company.trim() !== info.company
  const form = useSubmit({
    fits: !wrong,
    send: async () => {
      await removeDemo({ company, ...choices })
      await queryClient.invalidateQueries({ queryKey: tasksQuery(REMOVE_DEMO).queryKey })
      await queryClient.invalidateQueries({ queryKey: installQuery.queryKey })
    },
  })
  return (
    <SubmitForm of={form}>
      <RadioList
        label={t('demo.knowledge')}
        value={choices.knowledge}
        options={[
          { id: 'remove', name: t('demo.knowledgeRemove') },
          { id: 'keep', name: t('demo.knowledgeKeep') },
        ]}
        onChange={(knowledge) => setChoices({ ...choices, knowledge })}
      />
      <RadioList
        label={t('demo.settings')}
        value={choices.settings}
        options={[
          { id: 'remove', name: t('demo.settingsRemove') },
          { id: 'keep', name: t('demo.settingsKeep') },
        ]}
        onChange={(settings) => setChoices({ ...choices, settings })}
      />
      <TextInput
        label={t('demo.confirm', { company: info.company })}
        autoComplete="off"
        maxLength={200}
        value={company}
        error={form.tried && wrong ? t('demo.confirmWrong') : undefined}
        onChange={(event) => setCompany(event.currentTarget.value)}
      />
      <div className={formStyles.buttons}>
        <span className={formStyles.hint}>{t('demo.forGood')}</span>
        <Button type="submit" loading={form.busy} color="var(--neg-solid)">
          {info.demo === 'removing' ? t('demo.goOn') : t('demo.remove')}
        </Button>
      </div>
    </SubmitForm>
  )
}
