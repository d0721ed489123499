/** A timer may be so late: the slowest of those who look for what is due look once in a second. */
const LATE_MS = 2000
/** What reading a clock by way of the network may be wrong by. */
const READING_MS = 40

/** Which timers were watched, and what was wrong with them. */
export interface Timings {
  readonly early: readonly string[]
  readonly late: readonly string[]
  readonly checked: ReadonlyMap<string, number>
  /** It went off at that moment, by the store's clock. */
  went(kind: string, at: number, due: number): void
  /** It was looked at at that moment, by the store's clock, and had gone off or had not. */
  looked(kind: string, of: { gone: boolean; from: number; to: number; due: number }): void
  /** It did not go off for so long that nobody waited any longer. */
  never(kind: string): void
}

export function createTimings(): Timings {
  const early: string[] = []
  const late: string[] = []
  const checked = new Map<string, number>()
  const count = (kind: string) => checked.set(kind, (checked.get(kind) ?? 0) + 1)
  return {
    early,
    late,
    checked,
    went(kind, at, due) {
      count(kind)
      if (at < due - READING_MS) early.push(`${kind}: ${Math.round(due - at)} ms too early`)
      if (at > due + LATE_MS) late.push(`${kind}: ${Math.round(at - due)} ms late`)
    },
    looked(kind, { gone, from, to, due }) {
      // What was asked before and answered after may say either.
      if (gone ? to < due - READING_MS : from > due + LATE_MS) {
        const list = gone ? early : late
        list.push(
          `${kind}: ${gone ? 'over' : 'holds'} ${Math.round(gone ? due - to : from - due)} ms ${gone ? 'too early' : 'late'}`,
        )
      }
      if (to < due || from > due) count(kind)
    },
    never(kind) {
      count(kind)
      late.push(`${kind}: never`)
    },
  }
}
