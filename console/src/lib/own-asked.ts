import type { Row, RowEvent } from '@parley/server/contract'
import { create } from 'zustand'

interface Asked {
  head: number
  /** A customer waits for an answer in it. */
  asks: boolean
}

/** My conversations and whether they wait for my answer, whatever list is on the screen. */
export const useOwnAsked = create<{ byId: Readonly<Record<string, Asked>> }>(() => ({ byId: {} }))

const askedIn = ({ head, unanswered, status }: Row): Asked => ({
  head,
  asks: unanswered > 0 && status !== 'closed',
})

/** All that are mine, as the server has them now; what an event told since stays. */
export function putOwn(rows: readonly Row[]): void {
  useOwnAsked.setState(({ byId }) => ({
    byId: Object.fromEntries(rows.map((row) => [row.id, newer(byId[row.id], askedIn(row))])),
  }))
}

/** An event of the view `mine`: one that left it asks nothing of me any more. */
export function noteOwn({ id, head, row, left }: RowEvent): void {
  const now = left || !row ? { head, asks: false } : askedIn(row)
  useOwnAsked.setState(({ byId }) => ({ byId: { ...byId, [id]: newer(byId[id], now) } }))
}

function newer(known: Asked | undefined, now: Asked): Asked {
  return known && known.head > now.head ? known : now
}
