import type { Row } from '@parley/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSeconds } from '../../lib/clock.ts'
import { useCommands } from '../../lib/commands.ts'
import { rowOf } from '../../lib/inbox-store.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { putOffer, useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { inboxAddress } from '../../lib/views.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { CountdownRing, secondsLeft } from '../../ui/countdown-ring.tsx'
import { useAct } from '../../ui/use-act.ts'
import styles from './offer-toasts.module.css'

/** A conversation is offered: it stays until it is taken, refused or out of time. */
export function OfferToasts() {
  const { t } = useTranslation()
  const offers = useThreads((state) => state.offers)
  return (
    <section className={styles.region} aria-label={t('offer.region')} aria-live="assertive">
      {Object.entries(offers).map(([thread, offer]) => (
        <OfferToast key={`${thread}${offer.until}`} thread={thread} {...offer} />
      ))}
    </section>
  )
}

function OfferToast({ thread, until, row }: { thread: string; until: number; row: Row }) {
  const { t } = useTranslation()
  const act = useAct()
  const navigate = useNavigate()
  const intentTitle = useIntentTitle()
  const now = useSeconds()
  const [totalMs] = useState(() => Math.max(1000, until - Date.now()))
  const seconds = secondsLeft(until, now)

  const answer = async (action: 'accept' | 'decline') => {
    const epoch = rowOf(thread)?.epoch ?? row.epoch
    const done = await act(thread, { action, body: { epoch } })
    putOffer(thread, undefined)
    if (done && action === 'accept') {
      await navigate(inboxAddress('mine', thread))
    }
  }
  // The last of several has the keys.
  useCommands('offer', {
    acceptOffer: seconds > 0 ? () => void answer('accept') : undefined,
    declineOffer: seconds > 0 ? () => void answer('decline') : undefined,
  })
  if (seconds === 0) return null
  return (
    <div className={styles.toast}>
      <Avatar id={row.customer.id} name={row.customer.name} size={36} channel={row.channel} />
      <div className={styles.body}>
        <p className={styles.title}>{t('offer.title')}</p>
        <p className={styles.line}>
          {row.customer.name}
          {row.intent ? ` · ${intentTitle(row.intent.name)}` : ''}
          {row.reason ? ` · ${t(`reason.${row.reason}`)}` : ''}
        </p>
        {row.preview && <p className={styles.preview}>{row.preview.text}</p>}
        <div className={styles.actions}>
          <Button size="small" onClick={() => void answer('accept')}>
            {t('offer.accept')}
          </Button>
          <Button size="small" tone="other" onClick={() => void answer('decline')}>
            {t('offer.decline')}
          </Button>
          <span className={styles.left} aria-live="off">
            <CountdownRing until={until} totalMs={totalMs} />
            {t('offer.left', { seconds })}
          </span>
        </div>
      </div>
    </div>
  )
}
