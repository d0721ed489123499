import type { FieldProblem } from '@parley/server/contract'
import { ApiError } from './api-error.ts'

/** What the form calls its fields, by their path: `queues.*.name.en`. A path that is not named goes by the one above. */
export type FieldLabels = Readonly<Record<string, string>>

/** The label of a field as the server names it, and in which line of a list it stands, from 1. */
export function labelOf(field: string, labels: FieldLabels): { label?: string; line?: number } {
  const path = field.split('.').slice(1)
  for (let length = path.length; length > 0; length -= 1) {
    const steps = path.slice(0, length)
    const label = labels[steps.map((step) => (isNumber(step) ? '*' : step)).join('.')]
    const line = steps.find(isNumber)
    if (label !== undefined) return { label, ...(line === undefined ? {} : { line: Number(line) + 1 }) }
  }
  return {}
}

const isNumber = (step: string) => /^\d+$/.test(step)

/** Which fields the server refused; none when it refused the whole. */
export function fieldProblemsOf(error: unknown): FieldProblem[] {
  const fields = error instanceof ApiError ? error.details['fields'] : undefined
  return Array.isArray(fields) ? (fields as FieldProblem[]) : []
}
