import type { Row } from '@parley/server/contract'
import { IconCheck, IconHandGrab, IconRestore } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { useCommands } from '../../lib/commands.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useSession } from '../../lib/session.ts'
import { putOffer } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { FormKind } from './action-form.tsx'
import { HeaderTools } from './header-tools.tsx'
import { OfferAnswer } from './offer-answer.tsx'
import { ownershipOf, rightsOn } from './ownership.ts'
import styles from './thread-header.module.css'
import { useSpam } from './use-spam.ts'

const ActionForm = lazyPart([], async () => (await import('./action-form.tsx')).ActionForm)

/** What can be done with the conversation; one popover holds whichever form is open. */
export function HeaderActions({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { user, permissions } = useSession()
  const act = useAct()
  const actions = useRef<HTMLDivElement>(null)
  const [form, setForm] = useForm(row.id)
  const ownership = ownershipOf(row, user.id, useSlowClock())
  const rights = rightsOn(ownership, permissions, row)
  const answer = async (action: 'accept' | 'decline') => {
    await act(row.id, { action, body: { epoch: row.epoch } })
    putOffer(row.id, undefined)
  }
  const claim = () => void act(row.id, { action: 'claim', body: { epoch: row.epoch } })
  const open = (kind: FormKind) => () => setForm(kind)
  const reopen = rights.reopen
    ? () => void act(row.id, { action: 'reopen', body: { epoch: row.epoch } })
    : undefined
  const takeOver = () => void act(row.id, { action: 'assign', body: { epoch: row.epoch, agent: user.id } })
  const spam = useSpam(row, rights)
  const take = rights.claim ? claim : rights.takeOver ? takeOver : undefined
  useCommands('header', {
    claim: ownership === 'offered' ? () => void answer('accept') : take,
    assign: rights.passOn ? open('assign') : undefined,
    transfer: rights.passOn ? open('transfer') : undefined,
    handBack: rights.handBack ? open('handBack') : undefined,
    wrapUp: rights.wrapUp ? open('wrapUp') : undefined,
    reopen,
    spam,
  })
  return (
    <div ref={actions} className={styles.actions}>
      <HeaderTools row={row} rights={rights} form={form} onForm={setForm} onSpam={spam} />
      <span className={styles.main}>
        {ownership === 'offered' && row.offer && (
          <OfferAnswer until={row.offer.until} onAnswer={(action) => void answer(action)} />
        )}
        {take && (
          <Button before={<IconHandGrab size={16} aria-hidden="true" />} onClick={take}>
            {t(rights.claim ? 'header.claim' : 'header.takeOver')}
          </Button>
        )}
        {rights.wrapUp && (
          <Button
            before={<IconCheck size={16} aria-hidden="true" />}
            aria-expanded={form === 'wrapUp'}
            aria-haspopup="dialog"
            onClick={open('wrapUp')}
          >
            {t('header.wrapUp')}
          </Button>
        )}
        {ownership === 'closed' && <Ended row={row} onReopen={reopen} />}
      </span>
      {form && <ActionForm key={form} at={actions} kind={form} row={row} onDone={() => setForm(undefined)} />}
    </div>
  )
}

/** The form that is open, of this conversation: whoever steps on must not end the wrong one. */
function useForm(thread: string) {
  const [opened, setOpened] = useState<{ kind: FormKind | undefined; thread: string }>()
  const form = opened?.thread === thread ? opened.kind : undefined
  return [form, (kind: FormKind | undefined) => setOpened({ kind, thread })] as const
}

function Ended({ row, onReopen }: { row: Row; onReopen: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={styles.state}>{t(row.spam ? 'header.isSpam' : 'header.closed')}</span>
      {onReopen && (
        <Button tone="other" before={<IconRestore size={16} aria-hidden="true" />} onClick={onReopen}>
          {t('header.reopen')}
        </Button>
      )}
    </>
  )
}
