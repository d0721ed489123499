/** Two groups as they were when their likeness was computed: a group that grew since is told by its size. */
export interface Pair {
  readonly likeness: number
  readonly a: number
  readonly b: number
  readonly sizeA: number
  readonly sizeB: number
}

/** A binary heap of pairs, the most alike first; of equals the one with the lower numbers. */
export class PairQueue {
  private readonly heap: Pair[] = []

  push(pair: Pair): void {
    const { heap } = this
    let at = heap.push(pair) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(pair, heap[parent] as Pair)) break
      heap[at] = heap[parent] as Pair
      at = parent
    }
    heap[at] = pair
  }

  pop(): Pair | undefined {
    const { heap } = this
    const top = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Pair, heap[child] as Pair)) child++
      if (!isBefore(heap[child] as Pair, last)) break
      heap[at] = heap[child] as Pair
      at = child
    }
    heap[at] = last
    return top
  }
}

function isBefore(one: Pair, other: Pair): boolean {
  if (one.likeness !== other.likeness) return one.likeness > other.likeness
  return one.a === other.a ? one.b < other.b : one.a < other.a
}
