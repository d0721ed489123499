import type { SessionInfo, SetupCompany } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { setupApi } from '../../lib/people-api.ts'
import { AdminStep } from './admin-step.tsx'
import { CodeStep } from './code-step.tsx'
import { CompanyStep } from './company-step.tsx'
import { keepToken, keptToken } from './setup-token.ts'

interface FirstStepsProps {
  tokenGiven: string | undefined
  onMade: (session: SessionInfo) => void
  /** Somebody else was faster. */
  onTooLate: () => void
}

/** Up to the first account: the code, the company, the admin. Goes on where it was left. */
export function FirstSteps({ tokenGiven, onMade, onTooLate }: FirstStepsProps) {
  const queryClient = useQueryClient()
  const [token, setToken] = useState(tokenGiven ?? keptToken())
  const [back, setBack] = useState(false)
  const look = useQuery({
    queryKey: ['setup', token],
    queryFn: () => setupApi.look(token ?? ''),
    enabled: token !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const handleToken = (next: string) => {
    keepToken(next)
    setToken(next)
    void queryClient.invalidateQueries({ queryKey: ['setup', next] })
  }
  const handleCompany = (company: SetupCompany) => {
    queryClient.setQueryData(['setup', token], { company })
    setBack(false)
  }
  if (token === undefined || look.error) {
    return <CodeStep wrong={look.error ? codeOf(look.error) : undefined} onToken={handleToken} />
  }
  if (!look.data) return null
  keepToken(token)
  const { company } = look.data
  if (!company || back) {
    return <CompanyStep token={token} company={company} onSaved={handleCompany} onTooLate={onTooLate} />
  }
  return <AdminStep token={token} onMade={onMade} onTooLate={onTooLate} onBack={() => setBack(true)} />
}
