import type { LinkOwner, SessionInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { entranceApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'

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
  const { data, error } = useQuery({
    queryKey: ['link', kind, token],
    queryFn: () => entranceApi.look(kind, token),
    // It can change at any moment, but not while the form is being filled in.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (error) return <DeadLink error={error} />
  if (!data) return null
  return (
    <FrontDoor title={title(data)} subtitle={subtitle(data)}>
      {children(data)}
    </FrontDoor>
  )
}

/** Why a link leads nowhere, and what to do. */
function DeadLink({ error }: { error: unknown }) {
  const { t } = useTranslation(['entrance', 'translation'])
  const code = codeOf(error)
  const known = code === 'link_unknown' || code === 'link_used' || code === 'link_expired'
  return (
    <FrontDoor title={known ? t(`link.${code}`) : t('link.other')}>
      <div className={form.form}>
        <p className={form.told} role="alert">
          {known ? t(`link.${code}Hint`) : t(`translation:errors.${code}`)}
        </p>
        <Link className={form.link} to="/sign-in">
          {t('forgot.back')}
        </Link>
      </div>
    </FrontDoor>
  )
}
