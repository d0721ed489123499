/** What a client with a cursor shows of a log: nothing twice, nothing after a gap. */
export interface CursorLog<Entry> {
  /** Everything that was shown, in the order of showing. */
  readonly shown: readonly Entry[]
  cursor(): number
  /** Shows what follows the cursor; answers false when something before it is missing and must be asked for. */
  take(entries: readonly Entry[]): boolean
  /** The server no longer knows the cursor: everything is shown anew, which the comparison will not forgive. */
  forget(): void
}

export function createCursorLog<Entry extends { seq: number }>(
  onShow: (entry: Entry) => void,
  from = 0,
): CursorLog<Entry> {
  const shown: Entry[] = []
  let cursor = from
  return {
    shown,
    cursor: () => cursor,
    take(entries) {
      for (const entry of entries) {
        if (entry.seq <= cursor) continue
        if (entry.seq > cursor + 1) return false
        cursor = entry.seq
        shown.push(entry)
        onShow(entry)
      }
      return true
    },
    forget() {
      cursor = from
    },
  }
}
