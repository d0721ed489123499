import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { useMentionCount } from '../../lib/mentions-api.ts'
import { useNavViews } from '../../lib/saved-views.ts'
import { listAddress, listKey, listOfView, MENTIONS, views } from '../../lib/views.ts'
import styles from './view-bar.module.css'

/** The views on a phone, above the list. */
export function ViewBar({ here: current }: { here: string }) {
  const { t } = useTranslation()
  const saved = useNavViews()
  const { counts, totals } = useInbox((state) => state.rows)
  const unseen = useMentionCount((state) => state.unseen)
  const here = useRef<HTMLAnchorElement>(null)
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
      <Link
        ref={current === MENTIONS ? here : null}
        to="/inbox/mentions/{-$threadId}"
        params={{}}
        search={{}}
        className={styles.link}
        activeOptions={{ exact: true }}
        aria-current={current === MENTIONS ? 'page' : undefined}
      >
        {t('views.mentions')}
        {unseen > 0 && <span className={styles.count}>{cappedCount(unseen)}</span>}
      </Link>
    </nav>
  )
}
