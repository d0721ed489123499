/** Small seeded generator (xorshift32, Marsaglia 2003): two trainings must give the same bytes. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 0x9e3779b9
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 0x1_0000_0000
  }
}

/** Shuffles in place (Fisher and Yates) up to `length`. */
export function shuffle(items: Int32Array | number[], random: () => number, length = items.length): void {
  for (let index = length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const kept = items[index] ?? 0
    items[index] = items[other] ?? 0
    items[other] = kept
  }
}
