import type { Person } from '@parley/server/contract'
import { IconPencil } from '@tabler/icons-react'
import { useSeconds } from '../../lib/clock.ts'
import { languageName, listOf, shortAge } from '../../lib/format.ts'
import { useQueueName } from '../../lib/names.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './people-page.module.css'

/** A row for each person; on a phone a row becomes a card. */
export function PeopleTable({
  people,
  onEdit,
}: {
  people: readonly Person[]
  onEdit: (person: Person) => void
}) {
  const { t } = useTranslation('people')
  return (
    <div className={styles.tableBox}>
      <table className={styles.table} aria-label={t('people.list')}>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('people.team')}</th>
            <th scope="col">{t('people.queues')}</th>
            <th scope="col">{t('people.languages')}</th>
            <th scope="col">{t('people.load')}</th>
            <th scope="col">{t('people.seen')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} onEdit={() => onEdit(person)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PersonRow({ person, onEdit }: { person: Person; onEdit: () => void }) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const queueName = useQueueName()
  const { user } = useSession()
  const { teams } = useDesk()
  const { id, name, email, role, team, queues, languages, load, capacity, state, demo } = person
  return (
    <tr className={styles.row} data-disabled={state === 'disabled'}>
      <td className={styles.wide}>
        <span className={styles.who}>
          <Avatar id={id} name={name} size={32} />
          <span className={styles.names}>
            <strong>
              {name}
              {id === user.id && <Chip>{t('people.you')}</Chip>}
              {demo && <Chip>{t('people.demo')}</Chip>}
              {state === 'disabled' && <Chip tone="neg">{t('people.disabled')}</Chip>}
            </strong>
            <span>{email}</span>
          </span>
        </span>
      </td>
      <td>{t(`role.${role}`)}</td>
      <td className={styles.quiet}>{teams.find((one) => one.id === team)?.name ?? '–'}</td>
      <td className={styles.quiet}>{queues.length > 0 ? listOf(queues.map(queueName), language) : '–'}</td>
      <td className={styles.quiet}>
        {listOf(
          languages.map((code) => languageName(code, language)),
          language,
        )}
      </td>
      <td className={styles.number}>{t('people.loadOf', { load, capacity })}</td>
      <td>
        <Seen person={person} />
      </td>
      <td className={styles.edit}>
        <IconButton label={t('people.edit', { name })} onClick={onEdit}>
          <IconPencil size={17} stroke={1.7} />
        </IconButton>
      </td>
    </tr>
  )
}

function Seen({ person: { presence, lastSeenAt } }: { person: Person }) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const now = useSeconds()
  const seen =
    lastSeenAt === undefined
      ? t('people.never')
      : shortAge(Math.max(0, now - lastSeenAt), language, t('people.now'))
  return (
    <span className={styles.presence}>
      <span className={styles.dot} data-presence={presence} aria-hidden="true" />
      {presence === 'offline' ? seen : t(`people.${presence}`)}
    </span>
  )
}
