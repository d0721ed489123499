import type { Entry, Row } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { customerQuery, useSession } from '../../lib/session.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { fillVariables, orderInQuestion } from '../../lib/variables.ts'

const NO_ENTRIES: readonly Entry[] = []

/** Fills variables with what this conversation knows, in the customer's language. */
export function useFill(row: Row): (text: string) => string {
  const { user, company } = useSession()
  const screen = useLanguage()
  const { data: profile } = useQuery(customerQuery(row.customer.id))
  const entries = useThreads((state) => state.logs[row.id]?.entries ?? NO_ENTRIES)
  const named = useMemo(() => ordersNamed(entries), [entries])
  return (text) =>
    fillVariables(text, {
      customer: { name: row.customer.name, email: profile?.email },
      agent: user,
      company,
      order: orderInQuestion(profile?.orders ?? [], named),
      language: row.language ?? profile?.language ?? screen,
      now: Date.now(),
    })
}

function ordersNamed(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ body }) =>
    body.kind === 'understanding'
      ? body.entities.filter(({ kind }) => kind === 'order').map(({ value }) => value)
      : [],
  )
}
