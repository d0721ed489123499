/** How often queries used each index since the process began, by the index's number. */
export class IndexUses {
  #uses = new Map<number, number>()

  note(index: number, times = 1): void {
    this.#uses.set(index, (this.#uses.get(index) ?? 0) + times)
  }

  of(index: number): number {
    return this.#uses.get(index) ?? 0
  }

  /** What was noted since the last call; for a thread that tells another. */
  drain(): readonly (readonly [index: number, times: number])[] {
    const noted = [...this.#uses]
    this.#uses = new Map()
    return noted
  }
}
