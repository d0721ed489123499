import { UnstyledButton } from '@mantine/core'
import type { Colleague, Row } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { colleaguesQuery, useSession } from '../../lib/session.ts'
import { seenOf } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './action-form.module.css'
import { FormProblem } from './form-end.tsx'
import { useStep } from './use-step.ts'

const rank = { online: 0, away: 1, offline: 2 }

export function AssignForm({ row, onDone }: { row: Row; onDone: () => void }) {
  const { t } = useTranslation()
  const step = useStep(row, onDone)
  const [filter, setFilter] = useState('')
  const { data: colleagues = [], isPending } = useQuery(colleaguesQuery)
  const wanted = filter.trim().toLowerCase()
  const found = colleagues
    .filter((each) => each.id !== row.agent?.id && each.name.toLowerCase().includes(wanted))
    .sort((a, b) => rank[a.presence] - rank[b.presence] || a.load - b.load)
  const assign = async ({ id: agent, name }: Colleague) => {
    const body = { epoch: row.epoch, seenSeq: seenOf(row.id), agent }
    await step.take({ action: 'assign', body }, t('act.assignDone', { name: row.customer.name, agent: name }))
  }
  return (
    <>
      <input
        className={styles.search}
        data-autofocus
        aria-label={t('act.findColleague')}
        placeholder={t('act.findColleague')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          const only = found[0]
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && only && found.length === 1) {
            void assign(only)
          }
        }}
      />
      <ul className={styles.people} aria-busy={isPending || step.busy}>
        {found.map((colleague) => (
          <li key={colleague.id}>
            <Person colleague={colleague} onChoose={() => void assign(colleague)} />
          </li>
        ))}
      </ul>
      <FormProblem step={step} />
      {found.length === 0 && (
        <p className={styles.hint}>{isPending ? t('common.loading') : t('act.nobodyFound')}</p>
      )}
    </>
  )
}

function Person({ colleague, onChoose }: { colleague: Colleague; onChoose: () => void }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { presence, load, capacity } = colleague
  return (
    <UnstyledButton className={styles.person} onClick={onChoose}>
      <span className={styles.face}>
        <Avatar id={colleague.id} name={colleague.name} size={28} />
        <span className={styles.dot} data-presence={presence} aria-hidden="true" />
      </span>
      <span className={styles.name}>
        {colleague.name}
        {colleague.id === user.id && ` (${t('act.me')})`}
      </span>
      <span className={styles.presence}>{t(`shell.${presence}`)}</span>
      <span className={styles.load} data-full={load >= capacity}>
        {t('act.load', { load, capacity })}
      </span>
    </UnstyledButton>
  )
}
