import { type Execution, intervalKeys } from './execute.ts'
import type { Plan } from './planner.ts'

/** How many documents or index entries the execution may look at, or `most` when there are as many. */
export function examined(execution: Execution, most: number): number {
  const whole = Math.min(execution.collection.count(), most)
  return whole < most ? whole : examinedBy(execution, execution.plan, most)
}

function examinedBy(execution: Execution, plan: Plan, most: number): number {
  if (plan.kind === 'scan') return most
  if (plan.kind === 'union')
    return plan.plans.reduce((sum, part) => Math.min(most, sum + examinedBy(execution, part, most)), 0)
  if (plan.points) return Math.min(plan.intervals.length, most)
  return intervalKeys(execution.env, plan, most)
}
