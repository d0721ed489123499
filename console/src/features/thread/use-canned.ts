import type { Row } from '@parley/server/contract'
import { useMemo } from 'react'
import type { Canned } from '../../lib/canned.ts'
import { useDesk } from '../../lib/session.ts'

/** The customer's language first. */
export function useCanned(language: Row['language']): readonly Canned[] {
  const { canned } = useDesk()
  return useMemo(
    () => [...canned].sort((a, b) => Number(b.language === language) - Number(a.language === language)),
    [canned, language],
  )
}
