import type { Shown } from '../live/crowd-contract.ts'

export interface Judged {
  /** Acknowledged messages that the client never showed. */
  readonly lost: number
  /** Entries that a client showed more than once. */
  readonly doubled: number
  /** Entries that are missing between others. */
  readonly gaps: number
}

/** What clients have shown, beside what was acknowledged for each. */
export function judgeShown(shown: readonly Shown[], acked: ReadonlyMap<number, readonly string[]>): Judged {
  let [lost, doubled, gaps] = [0, 0, 0]
  for (const [client, { seqs, ids }] of shown.entries()) {
    const seen = new Set(ids)
    lost += (acked.get(client) ?? []).filter((id) => !seen.has(id)).length
    // Of those without numbers, the ids tell.
    const each = seqs.length > 0 ? seqs : ids
    doubled += each.length - new Set<number | string>(each).size
    gaps += Math.max(0, ...seqs) - new Set(seqs).size
  }
  return { lost, doubled, gaps }
}

/** How long each was away, from the fault on, sorted. */
export function timesBack(since: readonly number[], fault: number): number[] {
  return since
    .filter((at) => at > fault)
    .map((at) => at - fault)
    .sort((a, b) => a - b)
}
