/** What the parts of one text say of its languages; reused from text to text. */
export class Evidence {
  parts = 0
  /** Letters of each part, weighed so that the same words weigh the same in every script. */
  readonly weights: Float64Array
  /** Probabilities of all languages, those of a part together. */
  readonly chances: Float64Array
  readonly size: number

  /** @param size how many languages there are; no text has more parts than one for each */
  constructor(size: number) {
    this.size = size
    this.weights = new Float64Array(size)
    this.chances = new Float64Array(size * size)
  }

  clear(): void {
    this.parts = 0
  }

  /** Begins a part without any chance yet; the answer is where its chances stand. */
  push(weight: number): number {
    const from = this.parts * this.size
    this.chances.fill(0, from, from + this.size)
    this.weights[this.parts++] = weight
    return from
  }

  /** Most likely language of a part. */
  leader(part: number): number {
    const from = part * this.size
    let found = 0
    for (let at = 1; at < this.size; at++)
      if ((this.chances[from + at] as number) > (this.chances[from + found] as number)) found = at
    return found
  }

  chance(part: number, language: number): number {
    return this.chances[part * this.size + language] as number
  }

  /** Makes one language more likely in every part that may be in it, by a factor on its odds. */
  lean(language: number, odds: number): void {
    for (let part = 0; part < this.parts; part++) {
      const from = part * this.size
      const before = this.chances[from + language] as number
      const after = (before * odds) / (1 + before * (odds - 1))
      if (before === 0 || before === 1) continue
      const others = (1 - after) / (1 - before)
      for (let at = from; at < from + this.size; at++)
        this.chances[at] = (this.chances[at] as number) * others
      this.chances[from + language] = after
    }
  }
}
