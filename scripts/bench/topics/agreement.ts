/** How far groups agree with labels; all but purity are the same with both exchanged. */
export interface Agreement {
  /** Harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007): NMI with the arithmetic mean. */
  readonly vMeasure: number
  readonly homogeneity: number
  readonly completeness: number
  /** Rand index less what chance gives (Hubert and Arabie 1985); 0 by chance, 1 at best. */
  readonly ari: number
  /** Share of items that have the commonest label of their group. */
  readonly purity: number
}

/** Compares groups with labels, item by item. */
export function agreementOf(groups: readonly number[], labels: readonly string[]): Agreement {
  const cells = new Map<string, number>()
  const byGroup = new Map<number, number>()
  const byLabel = new Map<string, number>()
  const best = new Map<number, number>()
  groups.forEach((group, at) => {
    const label = labels[at] ?? ''
    const cell = (cells.get(`${group}\t${label}`) ?? 0) + 1
    cells.set(`${group}\t${label}`, cell)
    byGroup.set(group, (byGroup.get(group) ?? 0) + 1)
    byLabel.set(label, (byLabel.get(label) ?? 0) + 1)
    best.set(group, Math.max(best.get(group) ?? 0, cell))
  })
  const all = groups.length
  const [joint, ofGroups, ofLabels] = [cells, byGroup, byLabel].map((counts) =>
    entropyOf(counts.values(), all),
  ) as [number, number, number]
  const shared = ofGroups + ofLabels - joint
  const homogeneity = ofLabels === 0 ? 1 : shared / ofLabels
  const completeness = ofGroups === 0 ? 1 : shared / ofGroups
  const sum = homogeneity + completeness
  return {
    vMeasure: sum === 0 ? 0 : (2 * homogeneity * completeness) / sum,
    homogeneity,
    completeness,
    ari: adjustedRand(cells.values(), byGroup.values(), byLabel.values(), all),
    purity: all === 0 ? 0 : total(best.values(), (count) => count) / all,
  }
}

function entropyOf(counts: Iterable<number>, all: number): number {
  return -total(counts, (count) => (count / all) * Math.log(count / all))
}

function adjustedRand(
  cells: Iterable<number>,
  groups: Iterable<number>,
  labels: Iterable<number>,
  all: number,
): number {
  const pairs = (count: number) => (count * (count - 1)) / 2
  const [together, inGroups, inLabels] = [cells, groups, labels].map((counts) => total(counts, pairs)) as [
    number,
    number,
    number,
  ]
  const chance = all < 2 ? 0 : (inGroups * inLabels) / pairs(all)
  const most = (inGroups + inLabels) / 2
  return most === chance ? 1 : (together - chance) / (most - chance)
}

function total(counts: Iterable<number>, of: (count: number) => number): number {
  let sum = 0
  for (const count of counts) sum += of(count)
  return sum
}
