import { Button } from '@mantine/core'
import type { Invitation } from '@parley/server/contract'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { useSeconds } from '../../lib/clock.ts'
import { clockTime, shortDate } from '../../lib/format.ts'
import { invitationsQuery, peopleApi } from '../../lib/people-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { CopyBox } from '../../ui/copy-box.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import styles from './people-page.module.css'

/** Who was asked in and has not come yet; absent while there is nobody. */
export function InvitationCard() {
  const { t } = useTranslation('people')
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(invitationsQuery)
  const invitations = data?.pages.flatMap((page) => page.invitations) ?? []
  if (invitations.length === 0) return null
  const mail = data?.pages[0]?.mail === true
  return (
    <Card
      title={t('invitations.title')}
      id="invitations"
      aside={t('invitations.count', {
        count: invitations.length,
        shown: `${invitations.length}${hasNextPage ? '+' : ''}`,
      })}
    >
      <ul className={styles.invitations}>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} mail={mail} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" size="compact-sm" onClick={() => void fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </Card>
  )
}

function InvitationRow({ invitation, mail }: { invitation: Invitation; mail: boolean }) {
  const { t } = useTranslation(['people', 'translation'])
  const queryClient = useQueryClient()
  const [link, setLink] = useState<string>()
  const [asking, setAsking] = useState(false)
  const { id, email, name, role } = invitation
  const close = t('translation:common.close')
  const act = async (work: () => Promise<void>) => {
    try {
      await work()
      await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey })
    } catch (error) {
      notifyProblem(t('form.notSaved'), t(`translation:errors.${codeOf(error)}`), close)
    }
  }
  const again = () =>
    act(async () => {
      const made = await peopleApi.inviteAgain(id)
      setLink(made.link)
      if (!made.link) void notifyDone(t('invitations.sentAgain', { email }), { close })
    })
  const withdraw = () =>
    act(async () => {
      await peopleApi.withdraw(id)
      void notifyDone(t('invitations.withdrawn', { email }), { close })
    })
  return (
    <li className={styles.invitation}>
      <span className={styles.invited}>
        <strong>{name ? `${name} · ${email}` : email}</strong>
        <span>
          {t(`role.${role}`)} · <Expiry invitation={invitation} /> · <MailWords invitation={invitation} />
        </span>
      </span>
      <Button
        size="xs"
        variant="default"
        aria-label={mail ? t('invitations.againOf', { email }) : `${t('invitations.newLink')}: ${email}`}
        onClick={() => void again()}
      >
        {mail ? t('invitations.again') : t('invitations.newLink')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('invitations.withdrawOf', { email })}
        onClick={() => setAsking(true)}
      >
        {t('invitations.withdraw')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('invitations.withdrawTitle', { email })}
          action={t('invitations.withdraw')}
          onConfirm={withdraw}
          onClose={() => setAsking(false)}
        >
          <p>{t('invitations.withdrawHint')}</p>
        </ConfirmDialog>
      )}
      {link && (
        <span className={styles.linkBox}>
          <CopyBox label={t('invite.link', { email })} text={link} />
        </span>
      )}
    </li>
  )
}

function Expiry({ invitation: { expiresAt } }: { invitation: Invitation }) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const now = useSeconds()
  const date = shortDate(expiresAt, language, now)
  return expiresAt <= now ? (
    <span className={styles.bad}>{t('invitations.expired', { date })}</span>
  ) : (
    t('invitations.expires', { date })
  )
}

function MailWords({ invitation: { mail } }: { invitation: Invitation }) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  if (!mail) return t('invitations.handed')
  const why = mail.why ?? ''
  if (mail.state === 'failed') return <span className={styles.bad}>{t('invitations.failed', { why })}</span>
  if (mail.state === 'sent') return t('invitations.sent', { time: clockTime(mail.at, language) })
  return why ? t('invitations.retrying', { why }) : t('invitations.queued')
}
