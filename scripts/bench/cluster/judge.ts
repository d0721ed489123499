export interface Kept {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly misordered: number
}

/**
 * What became of what was acknowledged in one conversation. @param logged ids as they stand in the log, which may hold more
 */
export function judge(acknowledged: readonly string[], logged: readonly string[]): Kept {
  const places = acknowledged.map((id) => logged.indexOf(id))
  const known = places.filter((place) => place >= 0)
  return {
    acknowledged: acknowledged.length,
    lost: places.length - known.length,
    doubled: logged.length - new Set(logged).size,
    misordered: known.filter((place, index) => place < (known[index - 1] ?? -1)).length,
  }
}

export function sumOf(all: readonly Kept[]): Kept {
  const sum = (name: keyof Kept): number => all.reduce((total, one) => total + one[name], 0)
  return {
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    misordered: sum('misordered'),
  }
}
