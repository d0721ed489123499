import type { WidgetAccount, WidgetLook } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, codeOf } from '../../lib/api-error.ts'
import { contentApi, widgetsQuery } from '../../lib/content-api.ts'
import { fieldProblemsOf } from '../../lib/field-labels.ts'
import { useFieldWords } from '../../lib/use-field-words.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConflictDialog } from '../../ui/conflict-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { useWidgetWords } from './use-widget-words.ts'
import { WidgetForm } from './widget-form.tsx'
import { WidgetKeys } from './widget-keys.tsx'
import { WidgetMessages } from './widget-messages.tsx'
import styles from './widget-page.module.css'
import { type Previewed, WidgetPreview } from './widget-preview.tsx'
import { WidgetSnippet } from './widget-snippet.tsx'

/** One widget: its look as a form beside its preview; its keys and its snippet once it is stored. */
export function WidgetEditor({ account, onDrop }: { account: WidgetAccount; onDrop: () => void }) {
  const { t } = useTranslation('content')
  const { labels, linesOf } = useWidgetWords()
  const form = useWidget(account)
  const fieldWords = useFieldWords(labels)
  const [previewed, setPreviewed] = useState<Previewed>('chat')
  const { look, fresh, theirs, refused } = form
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card title={t('widget.look')} id="widget-look" aside={account.id}>
            <WidgetForm look={look} onChange={form.change} />
          </Card>
          <Card title={t('widget.messages')} id="widget-messages">
            <WidgetMessages
              look={look}
              onChange={(proactive) => {
                form.change({ proactive })
                setPreviewed('message')
              }}
            />
          </Card>
        </div>
        <WidgetPreview look={look} shows={previewed} onShows={setPreviewed} />
      </div>
      {!fresh && (
        <div className={styles.columns}>
          <WidgetSnippet id={account.id} accent={account.look.accent} />
          <WidgetKeys account={account} />
        </div>
      )}
      <SaveBar
        dirty={form.dirty}
        saving={form.saving}
        problem={refused && [refused.why, fieldWords(refused.fields)].filter(Boolean).join(' ')}
        chosenBy="id"
        onSave={() => void form.save(account.version)}
        onDiscard={fresh ? onDrop : form.discard}
      />
      {theirs && (
        <ConflictDialog
          theirs={linesOf(theirs.look)}
          mine={linesOf(look)}
          onTakeTheirs={form.discard}
          onKeepMine={() => void form.save(theirs.version)}
          onClose={form.keepEditing}
        />
      )}
    </>
  )
}

function useWidget(account: WidgetAccount) {
  const { t } = useTranslation(['content', 'translation'])
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<WidgetLook>()
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const [theirs, setTheirs] = useState<WidgetAccount>()
  const look = draft ?? account.look
  const fresh = account.version === 0
  const begin = () => {
    setDraft(undefined)
    setRefusal(undefined)
    setTheirs(undefined)
  }
  const save = async (version: number) => {
    if (saving || (!draft && !fresh)) return
    setSaving(true)
    try {
      await contentApi.saveWidget(account.id, { version, look })
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey })
      begin()
      void notifyDone(t('widget.saved'), { close: t('translation:common.close') })
    } catch (error) {
      const stored = error instanceof ApiError ? error.details['stored'] : undefined
      if (codeOf(error) === 'changed_meanwhile' && stored) setTheirs(stored as WidgetAccount)
      else setRefusal(error)
    } finally {
      setSaving(false)
    }
  }
  useSaveKey(() => void save(account.version))
  return {
    look,
    fresh,
    dirty: draft !== undefined || fresh,
    saving,
    refused:
      refusal === undefined ? undefined : refusedOf(refusal, t(`translation:errors.${codeOf(refusal)}`)),
    theirs,
    change: (part: Partial<WidgetLook>) => setDraft({ ...look, ...part }),
    save,
    keepEditing: () => setTheirs(undefined),
    discard: () => {
      begin()
      void queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey })
    },
  }
}

const refusedOf = (error: unknown, why: string) => ({ why, fields: fieldProblemsOf(error) })
