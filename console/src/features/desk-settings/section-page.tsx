import type { Section, SettingsOf } from '@parley/server/contract'
import type { ReactNode } from 'react'
import type { FieldLabels } from '../../lib/field-labels.ts'
import { useFieldWords } from '../../lib/use-field-words.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import type { SectionForm } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConflictDialog } from '../../ui/conflict-dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'

interface SectionPageProps<S extends Section> {
  title: string
  hint: string
  form: SectionForm<S>
  /** The value in short lines, for whoever has to choose between two. */
  describe: (value: SettingsOf<S>) => readonly string[]
  /** What the form calls its fields. */
  labels: FieldLabels
  /** Words about what keeps it from being saved, before the server is asked. */
  problem?: string | undefined
  actions?: ReactNode
  width?: 'reading' | 'wide'
  children: ReactNode
}

/** The page of one section: loading, saving, refusals in words, and the choice when two saved at once. */
export function SectionPage<S extends Section>({
  title,
  hint,
  form,
  describe,
  labels,
  problem,
  actions,
  width = 'reading',
  children,
}: SectionPageProps<S>) {
  const { t } = useTranslation(['content', 'translation'])
  const fieldWords = useFieldWords(labels)
  const tellSaved = (saved: boolean) => {
    if (saved) void notifyDone(t('saved'), { close: t('translation:common.close') })
  }
  const save = () => {
    if (problem === undefined) void form.save().then(tellSaved)
  }
  useSaveKey(save)
  const { refused, theirs, value } = form
  const words =
    problem ??
    (refused &&
      [t(`translation:errors.${refused.code}`), fieldWords(refused.problems)].filter(Boolean).join(' '))
  return (
    <Page title={title} hint={hint} width={width} {...(actions === undefined ? {} : { actions })}>
      {form.loadError !== null && form.loadError !== undefined && value === undefined && (
        <ErrorState title={t('failed')} error={form.loadError} onRetry={form.reload} />
      )}
      {value !== undefined && children}
      <SaveBar
        dirty={form.dirty}
        saving={form.saving}
        problem={form.dirty ? words : undefined}
        onSave={save}
        onDiscard={form.discard}
      />
      {theirs && value && (
        <ConflictDialog
          theirs={describe(theirs.value)}
          mine={describe(value)}
          onTakeTheirs={form.takeTheirs}
          onKeepMine={() => void form.overwrite().then(tellSaved)}
          onClose={form.keepEditing}
        />
      )}
    </Page>
  )
}
