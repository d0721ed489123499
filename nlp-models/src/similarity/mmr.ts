/**
 * Chooses up to `size` items, one after another the one with the most of `share · worth − (1 − share) · likeness to what
 * is chosen`: maximal marginal relevance (Carbonell and Goldstein 1998). Answers their numbers in the order of choice; of
 * equals the first. Worth and likeness are 0 to 1. Its time grows with `worths.length · size`.
 */
export function chooseDiverse(
  worths: readonly number[],
  likeness: (a: number, b: number) => number,
  { size, share }: { readonly size: number; readonly share: number },
): readonly number[] {
  const chosen: number[] = []
  const nearest = new Float64Array(worths.length)
  const left = worths.map((_, item) => item)
  while (chosen.length < size && left.length > 0) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (const [at, item] of left.entries()) {
      const gain = share * (worths[item] ?? 0) - (1 - share) * (nearest[item] ?? 0)
      if (gain <= most) continue
      best = at
      most = gain
    }
    const [item = 0] = left.splice(best, 1)
    chosen.push(item)
    for (const other of left) nearest[other] = Math.max(nearest[other] ?? 0, likeness(item, other))
  }
  return chosen
}

/** Cosine of two sets of words, 0 to 1. */
export function likenessOfSets(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return shared / Math.sqrt(a.size * b.size)
}
