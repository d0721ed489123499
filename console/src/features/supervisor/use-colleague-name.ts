import { useQuery } from '@tanstack/react-query'
import { colleaguesQuery } from '../../lib/session.ts'

/** Who an agent's id is; the id where they have left. */
export function useColleagueName(): (id: string) => string {
  const colleagues = useQuery({ ...colleaguesQuery, staleTime: 60_000 }).data ?? []
  return (id) => colleagues.find((one) => one.id === id)?.name ?? id
}
