import { expect, test } from 'vitest'
import { z } from 'zod'
import type { FieldProblem } from './contract/field-problems.ts'
import { invalidFields } from './field-problems.ts'

const Form = z.strictObject({
  name: z.string().trim().min(1).max(5),
  code: z.string().min(3).regex(/^x/),
  list: z.array(z.number().min(0).max(9)).min(1).max(2),
  kind: z.enum(['a', 'b']),
  odd: z
    .number()
    .refine((value) => value % 2 === 1, 'is even')
    .optional(),
})
const good = { name: 'n', code: 'xyz', list: [1], kind: 'a' }

test.each([
  [{ name: undefined }, ['body.name', 'needed', undefined]],
  [{ name: ' ' }, ['body.name', 'needed', 1]],
  [{ name: 7 }, ['body.name', 'wrong_kind', undefined]],
  [{ name: 'longer' }, ['body.name', 'too_long', 5]],
  [{ code: 'x' }, ['body.code', 'too_short', 3]],
  [{ code: 'secret' }, ['body.code', 'wrong_form', undefined]],
  [{ list: [] }, ['body.list', 'too_few', 1]],
  [{ list: [1, 2, 3] }, ['body.list', 'too_many', 2]],
  [{ list: [1, -1] }, ['body.list.1', 'too_low', 0]],
  [{ list: [10] }, ['body.list.0', 'too_high', 9]],
  [{ kind: 'c' }, ['body.kind', 'unknown_value', undefined]],
  [{ odd: 2 }, ['body.odd', 'wrong_value', undefined]],
  [{ secret: 1 }, ['body', 'unknown_field', undefined]],
] as const)(
  '%o is told by field, code and bound, without what it contained',
  (part, [field, code, limit]) => {
    const parsed = Form.safeParse({ ...good, ...part })
    const { details = {} } = invalidFields(parsed.error ?? new z.ZodError([]), 'body')
    const [first] = details['fields'] as FieldProblem[]
    expect([first?.field, first?.code, first?.limit]).toEqual([field, code, limit])
    expect(JSON.stringify(details)).not.toContain('secret')
  },
)
