import { Button } from '@mantine/core'
import type { OwnSession } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { readBrowser } from '../../lib/browser-name.ts'
import { clockTime, shortDate } from '../../lib/format.ts'
import { ownApi, ownSessionsQuery } from '../../lib/people-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import { MePage } from './me-page.tsx'
import { PasswordForm } from './password-form.tsx'
import styles from './security-page.module.css'

/** One's own password, and where one is signed in. */
export function SecurityPage() {
  const { t } = useTranslation('entrance')
  return (
    <MePage part="security">
      <div className={styles.cards}>
        <Card title={t('security.password')} id="own-password">
          <PasswordForm />
        </Card>
        <Card title={t('security.sessions')} id="own-sessions">
          <Sessions />
        </Card>
      </div>
    </MePage>
  )
}

function Sessions() {
  const { t } = useTranslation(['entrance', 'translation'])
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const close = t('translation:common.close')
  const act = async (work: () => Promise<void>) => {
    try {
      await work()
      void notifyDone(t('security.ended'), { close })
    } catch (failure) {
      notifyProblem(t('security.title'), t(`translation:errors.${codeOf(failure)}`), close)
    }
    await queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
  }
  if (error) return <ErrorState title={t('security.failed')} error={error} onRetry={() => void refetch()} />
  const sessions = data?.sessions ?? []
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => void act(() => ownApi.endSession(session.id))}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button variant="default" onClick={() => void act(ownApi.endOthers)}>
          {t('security.endOthers')}
        </Button>
      )}
    </>
  )
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const { t } = useTranslation('entrance')
  const language = useLanguage()
  const when = (at: number) => `${shortDate(at, language, Date.now())} ${clockTime(at, language)}`
  const { browser, system } = readBrowser(session.userAgent ?? '')
  const name = t('security.browser', {
    browser: browser ?? t('security.unknownBrowser'),
    system: system ?? t('security.unknownSystem'),
  })
  return (
    <li className={styles.session}>
      <span className={styles.what}>
        <strong>
          {name} {session.current && <Chip tone="accent">{t('security.current')}</Chip>}
        </strong>
        <span>
          {[
            session.ip,
            t('security.since', { time: when(session.createdAt) }),
            t('security.seen', { time: when(session.lastSeenAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {!session.current && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('security.endOne', { browser: name, time: when(session.lastSeenAt) })}
          onClick={onEnd}
        >
          {t('security.end')}
        </Button>
      )}
    </li>
  )
}
