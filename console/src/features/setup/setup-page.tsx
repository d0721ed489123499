import type { SessionInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { entranceQuery } from '../../lib/people-api.ts'
import { sessionQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import { FrontDoorWait } from '../../ui/front-door-wait.tsx'
import { DoneStep } from './done-step.tsx'
import { FirstSteps } from './first-steps.tsx'
import { WidgetStep } from './widget-step.tsx'

/**
 * The wizard of an install without people. What is filled in is kept on the server, and the step that makes the first
 * account decides; after it the wizard goes on with the widget, also after a new sign-in.
 */
export function SetupPage({
  token,
  onSession,
}: {
  /** Of the address that the server printed. */
  token: string | undefined
  onSession: (session: SessionInfo) => void
}) {
  const entrance = useQuery(entranceQuery)
  const session = useQuery(sessionQuery).data
  const [done, setDone] = useState(false)
  if (done) return <DoneStep />
  if (session?.setup === 'widget') return <WidgetStep onDone={() => setDone(true)} />
  if (!entrance.data) return <FrontDoorWait error={entrance.error} onRetry={() => void entrance.refetch()} />
  if (!entrance.data.setup || session) return <AlreadySetUp />
  return (
    <FirstSteps
      tokenGiven={token}
      onMade={(made) => {
        onSession(made)
        void entrance.refetch()
      }}
      onTooLate={() => void entrance.refetch()}
    />
  )
}

function AlreadySetUp() {
  const { t } = useTranslation('entrance')
  return (
    <FrontDoor title={t('setup.already')}>
      <div className={form.form}>
        <p className={form.told}>{t('setup.alreadyHint')}</p>
        <Link className={form.link} to="/sign-in">
          {t('setup.signIn')}
        </Link>
      </div>
    </FrontDoor>
  )
}
