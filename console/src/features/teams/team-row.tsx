import { TextInput } from '@mantine/core'
import type { TeamSettings } from '@parley/server/contract'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useQueueName } from '../../lib/names.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CheckList } from '../../ui/check-list.tsx'
import form from '../../ui/form.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './teams-page.module.css'
import '../../ui/mantine-input.css'

type Team = TeamSettings['teams'][number]

/** One team: its name, and the queues that new members begin with. */
export function TeamRow({
  team,
  isNew,
  tried,
  onChange,
  onRemove,
}: {
  team: Team
  isNew: boolean
  tried: boolean
  onChange: (team: Team) => void
  onRemove: () => void
}) {
  const { t } = useTranslation('people')
  const queueName = useQueueName()
  const { queues } = useDesk()
  return (
    <li className={styles.team}>
      <div className={styles.head}>
        <TextInput
          className={styles.name ?? ''}
          label={t('teams.name')}
          maxLength={80}
          autoFocus={isNew}
          value={team.name}
          error={tried && team.name.trim() === '' ? t('teams.nameMissing') : undefined}
          onChange={(event) => onChange({ ...team, name: event.currentTarget.value })}
        />
        <IconButton label={t('teams.removeOf', { name: team.name || t('teams.unnamed') })} onClick={onRemove}>
          <IconTrash size={17} stroke={1.7} />
        </IconButton>
      </div>
      <CheckList
        label={t('teams.queues')}
        options={queues.map(({ id }) => ({ id, name: queueName(id) }))}
        value={team.queues}
        onChange={(next) => onChange({ ...team, queues: next })}
      />
      {!isNew && (
        <Link className={`${form.link} ${styles.show}`} to="/admin/people" search={{ team: team.id }}>
          {t('teams.show')}
        </Link>
      )}
    </li>
  )
}
