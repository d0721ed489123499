import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { CannedReplyInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { fullTime } from '../../lib/format.ts'
import { colleaguesQuery } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConflictDialog } from '../../ui/conflict-dialog.tsx'
import { Card } from '../../ui/page.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { Preview, Variables } from './canned-variables.tsx'
import styles from './knowledge.module.css'
import { useCannedForm } from './use-canned-form.ts'

/** One reply: what it is called behind the slash, its text with variables, and how it reads for a customer. */
export function CannedEditor({
  reply,
  mayShare,
  onClose,
}: {
  reply: CannedReplyInfo
  mayShare: boolean
  onClose: () => void
}) {
  const { t } = useTranslation(['content', 'translation'])
  const language = useLanguage()
  const colleagues = useQuery(colleaguesQuery).data ?? []
  const form = useCannedForm(reply, onClose)
  const { draft, change } = form
  const text = useRef<HTMLTextAreaElement>(null)
  const readOnly = !reply.personal && !mayShare
  const insert = (variable: string) => {
    const at = text.current?.selectionStart ?? draft.text.length
    const placed = `{{${variable}}}`
    change({ text: draft.text.slice(0, at) + placed + draft.text.slice(at) })
    requestAnimationFrame(() => {
      text.current?.focus()
      text.current?.setSelectionRange(at + placed.length, at + placed.length)
    })
  }
  useSaveKey(() => {
    if (!readOnly) void form.save()
  })
  return (
    <div className={styles.editor}>
      <Unsaved dirty={form.dirty} chosenBy="open" />
      <Card
        title={reply.version === 0 ? t('canned.add') : `/${reply.shortcut}`}
        id="canned-editor"
        aside={
          reply.at !== undefined &&
          t('canned.changedBy', {
            name: colleagues.find(({ id }) => id === reply.by)?.name ?? t('somebody'),
            when: fullTime(reply.at, language),
          })
        }
      >
        <div className={styles.form}>
          <Names draft={draft} disabled={readOnly} change={change} />
          <TextInput
            label={t('canned.titleOf')}
            maxLength={120}
            disabled={readOnly}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Textarea
            ref={text}
            label={t('canned.text')}
            rows={4}
            maxLength={8000}
            disabled={readOnly}
            value={draft.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          {!readOnly && <Variables onPick={insert} />}
          <Preview reply={draft} />
          {mayShare && (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={draft.personal}
                onChange={(event) => change({ personal: event.currentTarget.checked })}
              />
              {t('canned.personal')}
            </label>
          )}
          {form.problem && (
            <p className={styles.problem} role="alert">
              {form.problem}
            </p>
          )}
          <div className={styles.buttons}>
            {!readOnly && (
              <Button loading={form.busy} onClick={() => void form.save()}>
                {t('translation:common.save')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('translation:common.cancel')}
            </Button>
            {!readOnly && reply.version > 0 && (
              <Button variant="default" onClick={() => void form.remove()}>
                {t('removeIt')}
              </Button>
            )}
          </div>
        </div>
      </Card>
      {form.theirs && (
        <ConflictDialog
          theirs={linesOf(form.theirs)}
          mine={linesOf(draft)}
          onTakeTheirs={() => void form.takeTheirs()}
          onKeepMine={() => void form.save(form.theirs?.version)}
          onClose={form.keepEditing}
        />
      )}
    </div>
  )
}

function Names({
  draft,
  disabled,
  change,
}: {
  draft: CannedReplyInfo
  disabled: boolean
  change: (part: Partial<CannedReplyInfo>) => void
}) {
  const { t } = useTranslation('content')
  return (
    <div className={styles.pair}>
      <TextInput
        label={t('canned.shortcut')}
        description={t('canned.shortcutHint')}
        leftSection="/"
        maxLength={40}
        disabled={disabled}
        value={draft.shortcut}
        onChange={(event) => change({ shortcut: event.currentTarget.value.replaceAll(/[\s/]/g, '') })}
      />
      <NativeSelect
        label={t('canned.language')}
        description={t('canned.languageHint')}
        disabled={disabled}
        value={draft.language}
        data={[
          { value: 'en', label: t('knowledge.language.en') },
          { value: 'zh', label: t('knowledge.language.zh') },
        ]}
        onChange={(event) => change({ language: event.currentTarget.value === 'zh' ? 'zh' : 'en' })}
      />
    </div>
  )
}

const linesOf = ({ shortcut, title, text }: CannedReplyInfo) => [`/${shortcut}`, title, text]
