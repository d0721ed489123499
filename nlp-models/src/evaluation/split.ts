import { createRandom, shuffle } from './random.ts'

/** Fold number of each item, so that every stratum is spread evenly over the folds. */
export function stratifiedFolds(strata: readonly string[], folds: number, seed = 13): Int32Array {
  const assigned = new Int32Array(strata.length)
  const random = createRandom(seed)
  let next = 0
  for (const members of groupByStratum(strata).values()) {
    shuffle(members, random)
    // The counter runs on over the strata: small ones would otherwise all fill the first folds.
    for (const index of members) assigned[index] = next++ % folds
  }
  return assigned
}

/** Cuts items into two parts of which the second holds about `share` of each stratum. */
export function stratifiedSplit<T>(
  items: readonly T[],
  stratumOf: (item: T) => string,
  { share, seed = 13 }: { readonly share: number; readonly seed?: number },
): { readonly train: readonly T[]; readonly test: readonly T[] } {
  const random = createRandom(seed)
  const test = new Set<number>()
  const groups = groupByStratum(items.map(stratumOf))
  for (const members of groups.values()) {
    shuffle(members, random)
    for (const index of members.slice(0, Math.round(members.length * share))) test.add(index)
  }
  return {
    train: items.filter((_, index) => !test.has(index)),
    test: items.filter((_, index) => test.has(index)),
  }
}

/** Positions by stratum, strata in order of their names. */
function groupByStratum(strata: readonly string[]): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const stratum of [...new Set(strata)].sort()) groups.set(stratum, [])
  strata.forEach((stratum, index) => {
    groups.get(stratum)?.push(index)
  })
  return groups
}
