import { Tooltip, UnstyledButton } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { IconArrowForwardUp, IconChevronDown, IconRobot, IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { patiently } from '../../lib/patiently.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { FormKind } from './action-form.tsx'
import type { Rights } from './ownership.ts'
import styles from './thread-header.module.css'

const MoreMenu = lazy(async () => ({ default: (await patiently(() => import('./more-menu.tsx'))).MoreMenu }))

interface HeaderToolsProps {
  row: Row
  rights: Rights
  form: FormKind | undefined
  onForm: (form: FormKind) => void
  onSpam: (() => void) | undefined
}

/** Icons where there is room, a menu where there is none. */
export function HeaderTools({ row, rights, form, onForm, onSpam }: HeaderToolsProps) {
  const { t } = useTranslation()
  const more = onSpam && (
    <Suspense>
      <MoreMenu rights={rights} onForm={onForm} onSpam={onSpam} />
    </Suspense>
  )
  if (!rights.passOn)
    return (
      <>
        {row.agent && <Holder name={row.agent.name} id={row.agent.id} />}
        {more}
      </>
    )
  return (
    <>
      <span className={styles.wideOnly}>
        <AssigneeButton row={row} expanded={form === 'assign'} onClick={() => onForm('assign')} />
      </span>
      <span className={styles.wideOnly}>
        <IconButton
          label={t('header.transfer')}
          command="transfer"
          expanded={form === 'transfer'}
          onClick={() => onForm('transfer')}
        >
          <IconArrowForwardUp size={19} stroke={1.7} />
        </IconButton>
        {rights.handBack && (
          <IconButton
            label={t('header.handBack')}
            command="handBack"
            expanded={form === 'handBack'}
            onClick={() => onForm('handBack')}
          >
            <IconRobot size={19} stroke={1.7} />
          </IconButton>
        )}
      </span>
      {more}
    </>
  )
}

function AssigneeButton({ row, expanded, onClick }: { row: Row; expanded: boolean; onClick: () => void }) {
  const { t } = useTranslation()
  const label = row.agent ? t('header.assignedTo', { name: row.agent.name }) : t('header.nobody')
  return (
    <Tooltip label={label}>
      <UnstyledButton
        className={styles.assignee}
        aria-label={label}
        aria-expanded={expanded}
        aria-haspopup="dialog"
        aria-keyshortcuts="a"
        onClick={onClick}
      >
        {row.agent ? (
          <Avatar id={row.agent.id} name={row.agent.name} size={26} />
        ) : (
          <IconUserPlus size={19} stroke={1.7} aria-hidden="true" />
        )}
        <IconChevronDown size={15} stroke={1.8} aria-hidden="true" />
      </UnstyledButton>
    </Tooltip>
  )
}

function Holder({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const label = t('list.assigned', { name })
  return (
    <span className={styles.holder} role="img" aria-label={label} title={label}>
      <Avatar id={id} name={name} size={26} />
    </span>
  )
}
