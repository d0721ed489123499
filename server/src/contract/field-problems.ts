import { z } from 'zod'

/** What can be wrong with a field, whatever its schema: screens have words for these, in each of their languages. */
export const fieldProblemCodes = [
  'needed',
  'wrong_kind',
  'wrong_form',
  'wrong_value',
  'unknown_value',
  'unknown_field',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'too_low',
  'too_high',
] as const
export type FieldProblemCode = (typeof fieldProblemCodes)[number]

/** In `details.fields` of `invalid_request`, where a body or a setting did not pass its schema. */
export const FieldProblem = z.object({
  /** `body.look.domains.3`, `value.queues.0.name.en` */
  field: z.string(),
  code: z.enum(fieldProblemCodes),
  /** The bound that was passed. */
  limit: z.number().optional(),
  /** A sentence for whoever reads the answer itself. */
  problem: z.string(),
})
export type FieldProblem = z.infer<typeof FieldProblem>
