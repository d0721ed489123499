import { median, rounded } from '../lib/numbers.ts'
import { table } from '../lib/table.ts'
import type { Outcome } from './scenario.ts'

const SHOWN = 10

/** Prints findings, the table and, last, one JSON line. @returns whether every promise was kept and the control saw damage */
export function report(scenario: string, seed: number, outcome: Outcome): boolean {
  const { faults, accepted, lost, duplicated, misordered, doubleOwned, broken, control } = outcome
  for (const [words, list] of Object.entries({ lost, duplicated, misordered, doubleOwned, broken })) {
    for (const one of list.slice(0, SHOWN)) console.log(`! ${words}: ${one}`)
    if (list.length > SHOWN) console.log(`! ${words}: and ${list.length - SHOWN} more`)
  }
  const recoveryMs = recoveryOf(outcome)
  console.log(
    table(
      [`${scenario}, seed ${seed}`, ''],
      [
        ['faults', faults],
        ['acknowledged', accepted],
        ['acknowledged and missing', lost.length],
        ['done or shown more than once', duplicated.length],
        ['out of order', misordered.length],
        ['with two owners at once', doubleOwned.length],
        ...(broken.length > 0 ? [['other promises that were broken', broken.length] as const] : []),
        ...(recoveryMs
          ? [['recovery, ms, p50 / max', `${recoveryMs.p50} / ${recoveryMs.max}`] as const]
          : []),
        ...outcome.facts,
        ...Object.entries(control).map(
          ([what, count]) => [`control, the naive way: ${what}`, count] as const,
        ),
      ],
    ),
  )
  console.log(JSON.stringify(summaryOf(scenario, seed, outcome)))
  return isKept(outcome)
}

export function summaryOf(scenario: string, seed: number, outcome: Outcome) {
  const { faults, accepted, lost, duplicated, misordered, doubleOwned, broken, control } = outcome
  return {
    scenario,
    seed,
    faults,
    accepted,
    lost: lost.length,
    duplicated: duplicated.length,
    misordered: misordered.length,
    doubleOwned: doubleOwned.length,
    broken: broken.length,
    recoveryMs: recoveryOf(outcome) ?? { p50: 0, max: 0 },
    control,
  }
}

/** A run that could not have failed proves nothing: each kind of damage has to be seen in the control. */
export function isKept(outcome: Outcome): boolean {
  const { faults, lost, duplicated, misordered, doubleOwned, broken, control } = outcome
  const found = [lost, duplicated, misordered, doubleOwned, broken].some((list) => list.length > 0)
  const damage = Object.values(control)
  return faults > 0 && !found && damage.length > 0 && damage.every((count) => count > 0)
}

function recoveryOf({ recoveryMs }: Outcome): { p50: number; max: number } | undefined {
  if (recoveryMs.length === 0) return undefined
  return { p50: rounded(median(recoveryMs)), max: rounded(Math.max(...recoveryMs)) }
}
