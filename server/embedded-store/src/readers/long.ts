import { examined } from '../plan/estimate.ts'
import type { Execution } from '../plan/execute.ts'

/** What looks at fewer documents than this is done before a worker would have been asked. */
const LONG = 1000

/** Would the execution look at so many documents that others would notice? */
export function isLong(execution: Execution): boolean {
  const { plan, sort, skip, limit } = execution
  if (plan.kind === 'index' && plan.points && plan.intervals.length < LONG) return false
  const streams = plan.sorted || sort.length === 0
  if (streams && plan.exact && limit > 0 && skip + limit < LONG) return false
  return examined(execution, LONG) === LONG
}

/** Keys are counted by LMDB, which is much quicker than looking at documents. */
const LONG_COUNT = 20_000

export function isLongCount(execution: Execution): boolean {
  const { plan } = execution
  if (!plan.exact) return isLong(execution)
  return plan.kind !== 'scan' && examined(execution, LONG_COUNT) === LONG_COUNT
}
