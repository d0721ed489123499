import type { Socket } from 'socket.io'
import type { RowCount } from '../../conversations/counting.ts'

export const none: ReadonlySet<never> = new Set()

/**
 * Tells numbers. One that rests is told when it was made anew, or now to whom has none.
 *
 * @returns what is still to be told: nothing piles up before a connection that is busy, it gets the numbers of later
 */
export function tellNumbers<Name extends string>(
  socket: Socket,
  event: 'counts' | 'counts:lists',
  numbers: readonly ({ name: Name } & RowCount)[],
  untold: ReadonlySet<Name>,
): ReadonlySet<Name> {
  const news = numbers.filter(({ name, resting }) => !resting || untold.has(name))
  if (news.length === 0) return untold
  if (!socket.conn.transport.writable) return new Set([...untold, ...news.map(({ name }) => name)])
  socket.emit(event, Object.fromEntries(news.map(({ name, value }) => [name, value])))
  const left = [...untold].filter((name) => news.every((told) => told.name !== name))
  return left.length === 0 ? none : new Set(left)
}

/** Those who ask for the same, by its key, share one count. */
export function shared<Args extends unknown[]>(count: (...args: Args) => Promise<RowCount>) {
  const asked = new Map<string, Promise<RowCount>>()
  return async (key: string, ...args: Args): Promise<RowCount> => {
    const known = asked.get(key) ?? count(...args)
    asked.set(key, known)
    return await known
  }
}
