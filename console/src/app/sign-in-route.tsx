import type { SessionInfo } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../lib/session.ts'
import { SignInPage } from './lazy-parts.ts'

export function SignInRoute() {
  const router = useRouter()
  const queryClient = useQueryClient()
  const search = useSearch({ from: '/sign-in' })
  const handleSignedIn = (session: SessionInfo) => {
    queryClient.setQueryData(sessionQuery.queryKey, session)
    router.history.replace(ownAddress(search.return))
  }
  return <SignInPage ended={search.ended === true} onSignedIn={handleSignedIn} />
}

/** A return address from outside must not lead outside. */
function ownAddress(address: string | undefined): string {
  return address?.startsWith('/') && !address.startsWith('//') && !address.includes('\\') ? address : '/'
}
