/** What a look finds of the thread that is watched. */
export interface Seen {
  readonly beat: number
  /** When it was looked, in ms. */
  readonly at: number
  /** Processor time that the thread has had so far, in ms. */
  readonly usedMs: number
  /** It waits for something, and not for a processor. */
  readonly waits: boolean
}

export interface Watch extends Seen {
  /** Processor time that it has had without a new beat, in ms. */
  readonly busyMs: number
  /** For how long it has waited without a new beat, in ms. */
  readonly waitedMs: number
}

/** So many times longer it may wait than work: a slow disk gets over it, an endless loop does not. */
const PATIENCE = 6

export function startWatch(seen: Seen): Watch {
  return { ...seen, busyMs: 0, waitedMs: 0 }
}

/**
 * What is known after another look. A busy machine keeps a healthy thread from its beats, for ten seconds as easily as
 * for one: what counts is the processor time that it had. The watcher is paused together with what it watches (a signal,
 * a sleeping machine): time in which it could not look itself counts for nothing.
 */
export function look(watch: Watch, seen: Seen, lookMs: number): Watch {
  if (seen.beat !== watch.beat) return startWatch(seen)
  const passed = Math.min(seen.at - watch.at, lookMs * 2)
  return {
    ...seen,
    busyMs: watch.busyMs + seen.usedMs - watch.usedMs,
    waitedMs: watch.waitedMs + (seen.waits ? passed : 0),
  }
}

export function isStuck({ busyMs, waitedMs }: Watch, stuckMs: number): boolean {
  return busyMs >= stuckMs || waitedMs >= stuckMs * PATIENCE
}
