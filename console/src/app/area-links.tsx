import { useRouterState } from '@tanstack/react-router'
import { memo } from 'react'
import { cappedCount } from '../lib/format.ts'
import { useInbox } from '../lib/inbox-store.ts'
import { useSession } from '../lib/session.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { PlainLink } from '../ui/plain-link.tsx'
import styles from './area-links.module.css'
import { type Area, areas } from './areas.ts'

/** Every area that this person may see; the one on the screen is marked. */
export function AreaLinks() {
  const { permissions } = useSession()
  const mine = useInbox((state) => state.rows.counts.mine ?? 0)
  const hereId = useRouterState({ select: (state) => areaAt(state.location.pathname)?.id })
  return areas
    .filter(({ verbs }) => verbs.some((verb) => permissions.includes(verb)))
    .map((area) => (
      <AreaLink key={area.id} area={area} here={area.id === hereId} count={area.id === 'inbox' ? mine : 0} />
    ))
}

const AreaLink = memo(function AreaLink({
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
    <PlainLink address={{ to }} title={name} className={styles.area} aria-current={here ? 'page' : undefined}>
      <span className="visually-hidden">{name}</span>
      <Icon size={20} stroke={1.8} aria-hidden="true" />
      {count > 0 && <span className={styles.count}>{cappedCount(count)}</span>}
    </PlainLink>
  )
})

function areaAt(path: string): Area | undefined {
  return areas.find((area) => path === area.path || path.startsWith(`${area.path}/`))
}
