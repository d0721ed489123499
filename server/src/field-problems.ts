import type { z } from 'zod'
import type { FieldProblem, FieldProblemCode } from './contract/field-problems.ts'
import { AppError } from './errors.ts'

type Issue = z.core.$ZodIssue

/** Which fields did not pass their schema and how, never what they contained. `where` begins their names. */
export function invalidFields(error: z.ZodError, where: string): AppError {
  return new AppError('invalid_request', {
    details: { fields: error.issues.slice(0, 10).map((issue) => toProblem(issue, where)) },
  })
}

function toProblem(issue: Issue, where: string): FieldProblem {
  const limit = limitOf(issue)
  return {
    field: [where, ...issue.path.map(String)].join('.').slice(0, 120),
    code: codeOf(issue),
    ...(limit === undefined ? {} : { limit }),
    // The sentence about an unknown key quotes the key; everything else speaks of the expected form only.
    problem: issue.code === 'unrecognized_keys' ? 'has a field that is not known' : issue.message,
  }
}

function codeOf(issue: Issue): FieldProblemCode {
  switch (issue.code) {
    case 'invalid_type':
      // zod says what came in the sentence alone.
      return issue.message.endsWith('received undefined') ? 'needed' : 'wrong_kind'
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? 'needed' : 'too_short'
      return isList(issue.origin) ? 'too_few' : 'too_low'
    case 'too_big':
      if (issue.origin === 'string') return 'too_long'
      return isList(issue.origin) ? 'too_many' : 'too_high'
    case 'invalid_format':
      return 'wrong_form'
    case 'invalid_value':
      return 'unknown_value'
    case 'unrecognized_keys':
      return 'unknown_field'
    default:
      return 'wrong_value'
  }
}

const isList = (origin: string) => ['array', 'set', 'map', 'file'].includes(origin)

function limitOf(issue: Issue): number | undefined {
  if (issue.code === 'too_small') return Number(issue.minimum)
  return issue.code === 'too_big' ? Number(issue.maximum) : undefined
}
