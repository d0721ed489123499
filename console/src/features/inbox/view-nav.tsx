import { UnstyledButton } from '@mantine/core'
import type { View } from '@parley/server/contract'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { handlerOf } from '../../lib/commands.ts'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { useSession } from '../../lib/session.ts'
import { inboxAddress, views } from '../../lib/views.ts'
import { CommandKeys } from '../../ui/kbd.tsx'
import { viewIcons } from './view-icons.ts'
import styles from './view-nav.module.css'

export function ViewNav({ view }: { view: View }) {
  const { t } = useTranslation()
  const { company } = useSession()
  return (
    <nav className={styles.nav} aria-label={t('list.queues')}>
      <h2 className={styles.title}>{t('shell.inbox')}</h2>
      <UnstyledButton className={styles.search} onClick={() => handlerOf('palette')?.()}>
        <IconSearch size={15} aria-hidden="true" />
        {t('shell.commands')}
        <span className={styles.keys}>
          <CommandKeys command="palette" />
        </span>
      </UnstyledButton>
      <ul className={styles.list}>
        {views.map((each) => (
          <li key={each}>
            <ViewLink view={each} current={each === view} />
          </li>
        ))}
      </ul>
      <p className={styles.company}>{company}</p>
    </nav>
  )
}

function ViewLink({ view, current }: { view: View; current: boolean }) {
  const { t } = useTranslation()
  const count = useInbox((state) => state.rows.counts[view])
  const Icon = viewIcons[view]
  return (
    <Link {...inboxAddress(view)} className={styles.link} aria-current={current ? 'page' : undefined}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <span className={styles.name}>{t(`views.${view}`)}</span>
      {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
    </Link>
  )
}
