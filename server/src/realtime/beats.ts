import type { Presence, PresenceBook } from './presence.ts'

const GATHER_MS = 100

interface Batch {
  readonly users: Set<string>
  readonly written: Promise<void>
}

/**
 * Beats of people at their desks. One that comes alone is written at once; those that follow within a moment are one
 * question to the store and one message to Redis: a thousand consoles beat two hundred times a second. Resolves when the
 * beat is in the book.
 * @param chosen what each of these people chose to be
 */
export function createBeats(deps: {
  chosen: (users: readonly string[]) => Promise<ReadonlyMap<string, Presence>>
  book: Pick<PresenceBook, 'setAll'>
}): (user: string) => Promise<void> {
  const { chosen, book } = deps
  let gathering: Batch | undefined
  let nextAt = Number.NEGATIVE_INFINITY
  const write = async (users: ReadonlySet<string>): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, nextAt - performance.now())))
    nextAt = performance.now() + GATHER_MS
    gathering = undefined
    // Asked for after gathering: who changes their mind meanwhile is written as what they chose last.
    await book.setAll(await chosen([...users]))
  }
  return async (user) => {
    if (!gathering) {
      const users = new Set<string>()
      gathering = { users, written: write(users) }
    }
    gathering.users.add(user)
    await gathering.written
  }
}
