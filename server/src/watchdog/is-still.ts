export interface Watch {
  /** The last beat that was seen. */
  readonly beat: number
  /** When it was looked at last, in ms. */
  readonly at: number
  /** For how long no new beat has come, in ms. */
  readonly stillMs: number
}

/**
 * What is known after another look. The watcher is paused together with what it watches (a signal, a sleeping machine, a
 * busy one): time in which it could not look itself counts for nothing.
 */
export function look(watch: Watch, { beat, at }: Pick<Watch, 'beat' | 'at'>, lookMs: number): Watch {
  const sinceMs = at - watch.at
  const isNew = beat !== watch.beat
  return { beat, at, stillMs: isNew ? 0 : watch.stillMs + Math.min(sinceMs, lookMs * 2) }
}
