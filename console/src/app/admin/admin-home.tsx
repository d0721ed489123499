import { Navigate } from '@tanstack/react-router'
import { useSession } from '../../lib/session.ts'
import { NotFoundPage } from '../dead-ends.tsx'
import { pagesFor } from './admin-pages.ts'

/** The address of the area leads to its first page that this person may open. */
export function AdminHome() {
  const { permissions } = useSession()
  const first = pagesFor(permissions)[0]?.pages[0]
  return first ? <Navigate to={first.to} replace /> : <NotFoundPage />
}
