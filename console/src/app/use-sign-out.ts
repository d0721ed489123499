import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../lib/api.ts'
import { flushDrafts } from '../lib/draft-store.ts'

export function useSignOut(): () => void {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const signOut = async () => {
    flushDrafts()
    try {
      await api.signOut()
    } finally {
      await navigate({ to: '/sign-in' })
      queryClient.clear()
    }
  }
  return () => void signOut()
}
