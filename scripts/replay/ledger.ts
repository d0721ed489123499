import { maskCards } from '../../server/src/storage/mask-cards.ts'
import type { Acked } from './compare.ts'

/** The driver's own log: what was acknowledged to whom, and in which order. Nothing in it comes from the product's record. */
export interface Ledger {
  readonly acked: readonly Acked[]
  /** Card numbers never reach the record: the words to be found again are the masked ones. */
  note(said: { thread: string; sender: string; clientId: string; text: string }): void
  /** The product told the sender that this did not go out. */
  returned(clientId: string): void
  isReturned(clientId: string): boolean
  /** The client ids that a customer was acknowledged so far. */
  idsOf(thread: string, sender: string): readonly string[]
  /** A customer of this run begins; other conversations of the install are not ours to answer. */
  begin(thread: string): void
  isOurs(thread: string): boolean
  /** The customer will say no more: whoever serves them may come to an end. */
  finish(thread: string): void
  isFinished(thread: string): boolean
}

export function createLedger(onNote: () => void): Ledger {
  const acked: Acked[] = []
  const ids = new Map<string, string[]>()
  const ours = new Set<string>()
  const finished = new Set<string>()
  return {
    acked,
    note({ thread, sender, clientId, text }) {
      const key = `${thread} ${sender}`
      const own = ids.get(key) ?? []
      ids.set(key, own)
      own.push(clientId)
      acked.push({ thread, sender, clientId, text: maskCards(text), order: own.length })
      onNote()
    },
    returned(clientId) {
      for (const one of acked) if (one.clientId === clientId) one.returned = true
    },
    isReturned: (clientId) => acked.some((one) => one.clientId === clientId && one.returned === true),
    idsOf: (thread, sender) => ids.get(`${thread} ${sender}`) ?? [],
    begin: (thread) => void ours.add(thread),
    isOurs: (thread) => ours.has(thread),
    finish: (thread) => void finished.add(thread),
    isFinished: (thread) => finished.has(thread),
  }
}
