import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { useNavViews } from '../../lib/saved-views.ts'
import { type ListAsked, listAddress, listKey, listOfView, views } from '../../lib/views.ts'
import styles from './view-bar.module.css'

/** The views on a phone, above the list. */
export function ViewBar({ asked }: { asked: ListAsked }) {
  const { t } = useTranslation()
  const saved = useNavViews()
  const { counts, totals } = useInbox((state) => state.rows)
  const here = useRef<HTMLAnchorElement>(null)
  const current = listKey(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is here then
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  const links = [
    ...views.map((view) => ({
      id: view,
      name: t(`views.${view}`),
      list: listOfView(view),
      count: counts[view],
    })),
    ...saved.map(({ id, name, list }) => ({ id, name, list, count: totals[listKey(list)] })),
  ]
  return (
    <nav className={styles.bar} aria-label={t('list.queues')}>
      {links.map(({ id, name, list, count }) => (
        <Link
          key={id}
          ref={listKey(list) === current ? here : null}
          {...listAddress(list)}
          className={styles.link}
          activeOptions={{ exact: true }}
          aria-current={listKey(list) === current ? 'page' : undefined}
        >
          {name}
          {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
        </Link>
      ))}
    </nav>
  )
}
