/** What one client asked of the store, and what it was told. */
export interface Write {
  readonly writer: number
  /** The documents that were to be there afterwards, or to be gone. */
  readonly ids: readonly string[]
  readonly effect: 'present' | 'absent'
}

/** What is known of a counter that one writer raises by one, again and again. */
export interface Counter {
  acknowledged: number
  /** Asked for and not answered: done or not. */
  unanswered: number
}

/** What the store holds, read back. */
export interface Found {
  readonly ids: ReadonlyMap<string, number>
  readonly counters: ReadonlyMap<string, number>
}

export interface Verdict {
  readonly lost: readonly string[]
  readonly duplicated: readonly string[]
}

/** The driver's own record of a run: what counts is what was acknowledged, whatever the store says later. */
export class History {
  readonly #expected = new Map<string, 'present' | 'absent'>()
  readonly #counters = new Map<string, Counter>()
  accepted = 0

  /** Something that was answered with success; a later one about the same document takes its place. */
  acknowledged({ ids, effect }: Write): void {
    this.accepted += 1
    for (const id of ids) this.#expected.set(id, effect)
  }

  /** Something that was not answered: both outcomes are right. */
  unanswered({ ids }: Write): void {
    for (const id of ids) this.#expected.delete(id)
  }

  counter(name: string): Counter {
    const known = this.#counters.get(name) ?? { acknowledged: 0, unanswered: 0 }
    this.#counters.set(name, known)
    return known
  }

  /** Acknowledged and not there, or more often there than asked for. */
  judge({ ids, counters }: Found): Verdict {
    const lost: string[] = []
    const duplicated: string[] = []
    for (const [id, effect] of this.#expected) {
      const times = ids.get(id) ?? 0
      if (effect === 'present' && times === 0) lost.push(id)
      if (effect === 'absent' && times > 0) lost.push(`${id} (its removal)`)
      if (times > 1) duplicated.push(id)
    }
    for (const [name, { acknowledged, unanswered }] of this.#counters) {
      const value = counters.get(name) ?? 0
      if (value < acknowledged) lost.push(`${name}: ${acknowledged - value} of ${acknowledged}`)
      if (value > acknowledged + unanswered) duplicated.push(`${name}: ${value - acknowledged - unanswered}`)
    }
    return { lost, duplicated }
  }
}
