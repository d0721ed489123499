import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cappedCount } from '../lib/format.ts'
import { useInbox } from '../lib/inbox-store.ts'
import { useSession } from '../lib/session.ts'
import styles from './area-links.module.css'
import { type Area, areas } from './areas.ts'

/** Every area that this person may see; the one on the screen is marked. */
export function AreaLinks() {
  const { permissions } = useSession()
  const mine = useInbox((state) => state.rows.counts.mine ?? 0)
  const path = useRouterState({ select: (state) => state.location.pathname })
  return areas
    .filter(({ verbs }) => verbs.some((verb) => permissions.includes(verb)))
    .map((area) => (
      <AreaLink
        key={area.id}
        area={area}
        here={path === area.path || path.startsWith(`${area.path}/`)}
        count={area.id === 'inbox' ? mine : 0}
      />
    ))
}

function AreaLink({
  area: { id, to, icon: Icon },
  here,
  count,
}: {
  area: Area
  here: boolean
  count: number
}) {
  const { t } = useTranslation()
  const name = t(`areas.${id}`)
  return (
    <Link to={to} title={name} className={styles.area} aria-current={here ? 'page' : undefined}>
      <span className="visually-hidden">{name}</span>
      <Icon size={20} stroke={1.8} aria-hidden="true" />
      {count > 0 && <span className={styles.count}>{cappedCount(count)}</span>}
    </Link>
  )
}
