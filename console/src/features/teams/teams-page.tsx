import { Button } from '@mantine/core'
import type { StoredSettings, TeamSettings } from '@parley/server/contract'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { settingsQuery, useSaveSettings } from '../../lib/settings.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { TeamRow } from './team-row.tsx'
import styles from './teams-page.module.css'

type Team = TeamSettings['teams'][number]

/** Teams, saved as a whole. */
export function TeamsPage() {
  const { t } = useTranslation(['people', 'admin'])
  const { data, error, refetch } = useQuery(settingsQuery('teams'))
  return (
    <>
      {error && !data && (
        <Page title={t('admin:pages.teams')} hint={t('teams.hint')} width="reading">
          <ErrorState title={t('teams.failed')} error={error} onRetry={() => void refetch()} />
        </Page>
      )}
      {data && <TeamsForm stored={data} onReload={() => void refetch()} />}
    </>
  )
}

function TeamsForm({ stored, onReload }: { stored: StoredSettings<'teams'>; onReload: () => void }) {
  const { t } = useTranslation(['people', 'admin', 'translation'])
  const save = useSaveSettings('teams')
  const [draft, setDraft] = useState<readonly Team[]>()
  const [tried, setTried] = useState(false)
  const teams = draft ?? stored.value.teams
  const missing = teams.some(({ name }) => name.trim() === '')
  const code = save.error ? codeOf(save.error) : undefined
  const problem =
    tried && missing
      ? t('teams.nameMissing')
      : code === 'changed_meanwhile'
        ? t('teams.changed')
        : code && t(`translation:errors.${code}`)
  const submit = async () => {
    setTried(true)
    if (!draft || missing || save.isPending) return
    await save.mutateAsync({ version: stored.version, value: { teams: [...draft] } }).then(
      () => {
        setDraft(undefined)
        setTried(false)
        void notifyDone(t('teams.saved'), { close: t('translation:common.close') })
      },
      // Told at the foot of the form.
      () => undefined,
    )
  }
  useSaveKey(() => void submit())
  return (
    <Page
      title={t('admin:pages.teams')}
      hint={t('teams.hint')}
      width="reading"
      actions={
        <Button
          leftSection={<IconPlus size={16} />}
          onClick={() => setDraft([...teams, { id: freeId(teams), name: '', queues: [] }])}
        >
          {t('teams.add')}
        </Button>
      }
    >
      {teams.length === 0 && (
        <EmptyState icon={<IconUsersGroup size={24} />} title={t('teams.none')}>
          {t('teams.noneHint')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {teams.map((team) => (
          <TeamRow
            key={team.id}
            team={team}
            isNew={!stored.value.teams.some(({ id }) => id === team.id)}
            tried={tried}
            onChange={(next) => setDraft(teams.map((one) => (one.id === team.id ? next : one)))}
            onRemove={() => setDraft(teams.filter((one) => one.id !== team.id))}
          />
        ))}
      </ul>
      <SaveBar
        dirty={draft !== undefined}
        saving={save.isPending}
        problem={problem}
        onSave={() => void submit()}
        onDiscard={() => {
          setDraft(undefined)
          setTried(false)
          save.reset()
          onReload()
        }}
      />
    </Page>
  )
}

/** Ids stay when names change, so they are not made of them. */
function freeId(teams: readonly Team[]): string {
  for (let number = teams.length + 1; ; number++) {
    const id = `team-${number}`
    if (!teams.some((team) => team.id === id)) return id
  }
}
