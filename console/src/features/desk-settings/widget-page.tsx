import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { WidgetAccount, WidgetLook } from '@parley/server/contract'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, codeOf } from '../../lib/api-error.ts'
import { contentApi, widgetsQuery } from '../../lib/content-api.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConflictDialog } from '../../ui/conflict-dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Card, Page } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import '../../ui/mantine-input.css'
import { WidgetForm } from './widget-form.tsx'
import { WidgetKeys } from './widget-keys.tsx'
import { WidgetMessages } from './widget-messages.tsx'
import styles from './widget-page.module.css'
import { type Previewed, WidgetPreview } from './widget-preview.tsx'
import { WidgetSnippet } from './widget-snippet.tsx'

const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
const newLook: WidgetLook = {
  company: '',
  accent: '#5b5bd6',
  languages: ['en', 'zh'],
  greeting: { en: 'Hello! How can we help?', zh: '您好，请问有什么可以帮您？' },
  preChat: true,
  position: 'right',
  showCompany: true,
  domains: [],
  proactive: [],
}

/** The widgets of the company: how each looks, live, and whom it serves. */
export function WidgetPage() {
  const { t } = useTranslation(['content', 'admin'])
  const { data, error, refetch } = useQuery(widgetsQuery)
  const [chosen, setChosen] = useState<string>()
  const [made, setMade] = useState<WidgetAccount>()
  const [id, setId] = useState('')
  const accounts = made ? [...(data ?? []), made] : (data ?? [])
  const shown = accounts.find((account) => account.id === chosen) ?? accounts[0]
  const taken = accounts.some((account) => account.id === id)
  const add = () => {
    const company = accounts[0]?.look.company ?? ''
    setMade({ id, version: 0, look: { ...newLook, company }, keys: [] })
    setChosen(id)
    setId('')
  }
  return (
    <Page title={t('admin:pages.widget')} hint={t('widget.hint')}>
      {error && <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />}
      <div className={styles.choose}>
        {accounts.length > 1 && (
          <NativeSelect
            label={t('widget.which')}
            value={shown?.id ?? ''}
            data={accounts.map((account) => account.id)}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {data && !made && (
          <>
            <TextInput
              label={t('widget.newId')}
              value={id}
              placeholder="my-shop"
              error={id !== '' && (taken || !ID.test(id)) ? t('widget.idWrong') : undefined}
              onChange={(event) => setId(event.currentTarget.value.trim())}
            />
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              disabled={!ID.test(id) || taken}
              onClick={add}
            >
              {t('widget.add')}
            </Button>
          </>
        )}
      </div>
      {shown && <Account key={shown.id} account={shown} onMade={() => setMade(undefined)} />}
    </Page>
  )
}

function Account({ account, onMade }: { account: WidgetAccount; onMade: () => void }) {
  const { t } = useTranslation(['content', 'translation'])
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<WidgetLook>()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [theirs, setTheirs] = useState<WidgetAccount>()
  const [previewed, setPreviewed] = useState<Previewed>('chat')
  const look = draft ?? account.look
  const fresh = account.version === 0
  const save = async (version: number) => {
    if (saving || (!draft && !fresh)) return
    setSaving(true)
    try {
      await contentApi.saveWidget(account.id, { version, look })
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey })
      onMade()
      setDraft(undefined)
      setProblem(undefined)
      setTheirs(undefined)
      void notifyDone(t('widget.saved'), { close: t('translation:common.close') })
    } catch (error) {
      const stored = error instanceof ApiError ? error.details['stored'] : undefined
      if (codeOf(error) === 'changed_meanwhile' && stored) setTheirs(stored as WidgetAccount)
      else setProblem(problemOf(error, t(`translation:errors.${codeOf(error)}`)))
    } finally {
      setSaving(false)
    }
  }
  const discard = () => {
    setDraft(undefined)
    setProblem(undefined)
    setTheirs(undefined)
    void queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey })
  }
  useSaveKey(() => void save(account.version))
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card title={t('widget.look')} id="widget-look" aside={account.id}>
            <WidgetForm look={look} onChange={(part) => setDraft({ ...look, ...part })} />
          </Card>
          <Card title={t('widget.messages')} id="widget-messages">
            <WidgetMessages
              look={look}
              onChange={(proactive) => {
                setDraft({ ...look, proactive })
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
        dirty={draft !== undefined || fresh}
        saving={saving}
        problem={problem}
        onSave={() => void save(account.version)}
        onDiscard={fresh ? onMade : discard}
      />
      {theirs && (
        <ConflictDialog
          theirs={linesOf(theirs.look)}
          mine={linesOf(look)}
          onTakeTheirs={discard}
          onKeepMine={() => void save(theirs.version)}
          onClose={() => setTheirs(undefined)}
        />
      )}
    </>
  )
}

const linesOf = (look: WidgetLook) =>
  Object.entries(look).map(
    ([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )

function problemOf(error: unknown, words: string): string {
  const fields = error instanceof ApiError ? error.details['fields'] : undefined
  const first: unknown = Array.isArray(fields) ? fields[0] : undefined
  return typeof first === 'object' && first !== null && 'problem' in first
    ? `${words} ${String(first.problem)}`
    : words
}
