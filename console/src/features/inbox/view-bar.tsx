import { IconMenu2 } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { useMentionCount } from '../../lib/mentions-api.ts'
import { useNavViews } from '../../lib/saved-views.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { listAddress, listKey, listOfView, MENTIONS, mentionsAddress, views } from '../../lib/views.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import styles from './view-bar.module.css'

/** The views on a phone, above the list. */
export const ViewBar = memo(function ViewBar({ here: current, onAll }: { here: string; onAll: () => void }) {
  const { t } = useTranslation()
  const saved = useNavViews()
  const counts = useInbox((state) => state.rows.counts)
  const totals = useInbox((state) => state.rows.totals)
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
      <span className={styles.all}>
        <IconButton label={t('list.all')} aria-haspopup="dialog" onClick={onAll}>
          <IconMenu2 size={19} stroke={1.7} aria-hidden="true" />
        </IconButton>
      </span>
      <div className={styles.links}>
        {links.map(({ id, name, list, count }) => (
          <PlainLink
            key={id}
            ref={listKey(list) === current ? here : null}
            address={listAddress(list)}
            className={styles.link}
            aria-current={listKey(list) === current ? 'page' : undefined}
          >
            {name}
            {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
          </PlainLink>
        ))}
        <PlainLink
          ref={current === MENTIONS ? here : null}
          address={mentionsAddress}
          className={styles.link}
          aria-current={current === MENTIONS ? 'page' : undefined}
        >
          {t('views.mentions')}
          {unseen > 0 && <span className={styles.count}>{cappedCount(unseen)}</span>}
        </PlainLink>
      </div>
    </nav>
  )
})
