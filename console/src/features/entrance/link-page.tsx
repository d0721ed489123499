import type { LinkOwner, SessionInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { entranceApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import { FrontDoorWait } from '../../ui/front-door-wait.tsx'

export interface LinkPageProps {
  token: string
  onSignedIn: (session: SessionInfo) => void
}

/** A page that a link in a mail opens: whom the link is for, or why it cannot be used any more. */
export function LinkPage({
  kind,
  token,
  title,
  subtitle,
  children,
}: {
  kind: 'invitation' | 'reset'
  token: string
  title: (owner: LinkOwner) => string
  subtitle: (owner: LinkOwner) => string
  children: (owner: LinkOwner) => ReactNode
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['link', kind, token],
    queryFn: () => entranceApi.look(kind, token),
    // It can change at any moment, but not while the form is being filled in.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const code = error && codeOf(error)
  if (code && isDead(code)) return <DeadLink code={code} />
  if (!data) return <FrontDoorWait error={error} onRetry={() => void refetch()} />
  return (
    <FrontDoor title={title(data)} subtitle={subtitle(data)}>
      {children(data)}
    </FrontDoor>
  )
}

const dead = ['link_unknown', 'link_used', 'link_expired'] as const

/** Whether the link itself is at fault: nothing helps then. */
function isDead(code: string): code is (typeof dead)[number] {
  return dead.some((each) => each === code)
}

/** Why a link leads nowhere, and what to do. */
function DeadLink({ code }: { code: (typeof dead)[number] }) {
  const { t } = useTranslation('entrance')
  return (
    <FrontDoor title={t(`link.${code}`)}>
      <div className={form.form}>
        <p className={form.told} role="alert">
          {t(`link.${code}Hint`)}
        </p>
        <Link className={form.link} to="/sign-in">
          {t('forgot.back')}
        </Link>
      </div>
    </FrontDoor>
  )
}
