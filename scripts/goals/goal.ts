import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HandoffReason } from '../../server/src/contract/index.ts'

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]) as z.ZodType<z.output<T>[]>
const order = z.string()

export type Expectation =
  | { anyOf: Expectation[] }
  | { allOf: Expectation[] }
  | { outcome: 'answer'; intent: string[] }
  | { outcome: 'ask'; slot: string[] }
  | { outcome: 'order_status' | 'not_told' | 'return_created' | 'no_return'; order: string }
  | { outcome: 'handoff'; reasons?: HandoffReason[] | undefined }
  | { outcome: 'not_understood' | 'cancelled' | 'smalltalk' }

const Expectation: z.ZodType<Expectation> = z.lazy(() =>
  z.union([
    z.strictObject({ anyOf: z.array(Expectation) }),
    z.strictObject({ allOf: z.array(Expectation) }),
    z.strictObject({ outcome: z.literal('answer'), intent: oneOrMore(z.string()) }),
    z.strictObject({ outcome: z.literal('ask'), slot: oneOrMore(z.string()) }),
    z.strictObject({ outcome: z.enum(['order_status', 'not_told', 'return_created', 'no_return']), order }),
    z.strictObject({ outcome: z.literal('handoff'), reasons: z.array(HandoffReason).optional() }),
    z.strictObject({ outcome: z.enum(['not_understood', 'cancelled', 'smalltalk']) }),
  ]),
)

export type Success =
  | { allOf: Success[] }
  | { return: 'created' | 'none'; order: string }
  | { control: 'requested' }
  | { answered: string[] }
  | { notAnswered: true }
  | { told: 'order_status'; order: string }
  | { notTold: string }

const Success: z.ZodType<Success> = z.lazy(() =>
  z.union([
    z.strictObject({ allOf: z.array(Success) }),
    z.strictObject({ return: z.enum(['created', 'none']), order }),
    z.strictObject({ control: z.literal('requested') }),
    z.strictObject({ answered: oneOrMore(z.string()) }),
    z.strictObject({ notAnswered: z.literal(true) }),
    z.strictObject({ told: z.literal('order_status'), order }),
    z.strictObject({ notTold: order }),
  ]),
)

const Goal = z.strictObject({
  id: z.string(),
  language: z.enum(['en', 'zh']),
  kind: z.string(),
  customer: z.enum(['identified', 'anonymous']),
  turns: z.array(
    z.strictObject({
      say: z.string(),
      when: z
        .union([z.strictObject({ asked: z.string() }), z.strictObject({ control: z.literal('bot') })])
        .optional(),
      expect: Expectation,
    }),
  ),
  success: Success,
})
export type Goal = z.infer<typeof Goal>
export type GoalTurn = Goal['turns'][number]

/** The goals as README.md beside them explains; a line that does not fit the explanation ends the run. */
export async function readGoals(): Promise<Goal[]> {
  const text = await readFile(join(import.meta.dirname, 'goals.jsonl'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const goal = Goal.safeParse(JSON.parse(line))
      if (!goal.success) throw new Error(`goals.jsonl line ${index + 1}: ${z.prettifyError(goal.error)}`)
      return goal.data
    })
}

/** Bot and thresholds are developed with the odd goals only; the even ones stay unseen and say what that is worth. */
export function halfOf(id: string): 'odd' | 'even' {
  const number = Number(/\d+$/.exec(id)?.[0] ?? 0)
  return number % 2 === 1 ? 'odd' : 'even'
}
