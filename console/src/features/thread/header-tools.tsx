import type { Row } from '@parley/server/contract'
import { IconArrowForwardUp, IconChevronDown, IconDots, IconRobot, IconUserPlus } from '@tabler/icons-react'
import { useKeyShortcuts } from '../../lib/commands.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useAnchor } from '../../ui/use-anchor.ts'
import type { FormKind } from './action-form.tsx'
import type { Rights } from './ownership.ts'
import styles from './thread-header.module.css'

const MoreMenu = lazyPart([], async () => (await import('./more-menu.tsx')).MoreMenu)

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
  const more = onSpam && <MoreButton rights={rights} onForm={onForm} onSpam={onSpam} />
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
  const shortcuts = useKeyShortcuts('assign')
  const label = row.agent ? t('header.assignedTo', { name: row.agent.name }) : t('header.nobody')
  return (
    <button
      type="button"
      className={styles.assignee}
      aria-label={label}
      data-tip={label}
      aria-expanded={expanded}
      aria-haspopup="dialog"
      data-tip-command="assign"
      {...shortcuts}
      onClick={onClick}
    >
      {row.agent ? (
        <Avatar id={row.agent.id} name={row.agent.name} size={26} />
      ) : (
        <IconUserPlus size={19} stroke={1.7} aria-hidden="true" />
      )}
      <IconChevronDown size={15} stroke={1.8} aria-hidden="true" />
    </button>
  )
}

/** What has no button of its own. */
function MoreButton(props: { rights: Rights; onForm: (form: FormKind) => void; onSpam: () => void }) {
  const { t } = useTranslation()
  const more = useAnchor('menu')
  return (
    <>
      <IconButton label={t('header.more')} {...more.button}>
        <IconDots size={20} stroke={1.8} aria-hidden="true" />
      </IconButton>
      {more.open && <MoreMenu {...more.hung} {...props} />}
    </>
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
