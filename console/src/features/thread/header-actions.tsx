import { Button, Popover } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { IconCheck, IconHandGrab } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSlowClock } from '../../lib/clock.ts'
import { useCommands } from '../../lib/commands.ts'
import { useSession } from '../../lib/session.ts'
import { putOffer } from '../../lib/thread-store.ts'
import { useAct } from '../../ui/use-act.ts'
import type { FormKind } from './action-form.tsx'
import { HeaderTools } from './header-tools.tsx'
import { OfferAnswer } from './offer-answer.tsx'
import { mayClaim, ownershipOf } from './ownership.ts'
import styles from './thread-header.module.css'

const loadForms = async () => ({ default: (await import('./action-form.tsx')).ActionForm })
const ActionForm = lazy(loadForms)

/** What can be done with the conversation; one popover holds whichever form is open. */
export function HeaderActions({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const act = useAct()
  const [form, setForm] = useState<FormKind>()
  const ownership = ownershipOf(row, user.id, useSlowClock())
  // There before they are asked for, but not before the first message is.
  useEffect(() => void loadForms(), [])
  const closed = ownership === 'closed'
  const mine = ownership === 'mine'
  const answer = async (action: 'accept' | 'decline') => {
    await act(row.id, { action, body: { epoch: row.epoch } })
    putOffer(row.id, undefined)
  }
  const claim = () => void act(row.id, { action: 'claim', body: { epoch: row.epoch } })
  const open = (kind: FormKind) => () => setForm(kind)
  const claimCommand = mayClaim(ownership) ? claim : undefined
  useCommands('header', {
    claim: ownership === 'offered' ? () => void answer('accept') : claimCommand,
    assign: closed ? undefined : open('assign'),
    transfer: closed ? undefined : open('transfer'),
    handBack: mine ? open('handBack') : undefined,
    wrapUp: mine ? open('wrapUp') : undefined,
  })
  return (
    <Popover
      opened={form !== undefined}
      onChange={(opened) => !opened && setForm(undefined)}
      position="bottom-end"
      offset={10}
      returnFocus
      withRoles={false}
      width={form === 'assign' ? 320 : 360}
    >
      <Popover.Target>
        <div className={styles.actions}>
          <HeaderTools row={row} ownership={ownership} form={form} onForm={setForm} />
          <span className={styles.main}>
            {ownership === 'offered' && row.offer && (
              <OfferAnswer until={row.offer.until} onAnswer={(action) => void answer(action)} />
            )}
            {claimCommand && (
              <Button size="sm" leftSection={<IconHandGrab size={16} aria-hidden="true" />} onClick={claim}>
                {t('header.claim')}
              </Button>
            )}
            {mine && (
              <Button
                size="sm"
                leftSection={<IconCheck size={16} aria-hidden="true" />}
                aria-expanded={form === 'wrapUp'}
                aria-haspopup="dialog"
                onClick={open('wrapUp')}
              >
                {t('header.wrapUp')}
              </Button>
            )}
            {closed && <span className={styles.state}>{t('header.closed')}</span>}
          </span>
        </div>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Suspense>
          {form && <ActionForm key={form} kind={form} row={row} onDone={() => setForm(undefined)} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
