import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../lib/api.ts'
import { flushDrafts } from '../lib/draft-store.ts'
import { mayLeave } from '../lib/unsaved.ts'

export function useSignOut(): () => void {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const signOut = async () => {
    if (!(await mayLeave())) return
    flushDrafts()
    try {
      await api.signOut()
    } finally {
      await navigate({ to: '/sign-in', ignoreBlocker: true })
      queryClient.clear()
    }
  }
  return () => void signOut()
}
