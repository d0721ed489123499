import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { isStoreDown } from '../errors.ts'
import { gather } from './gather.ts'

/** Who answers when told to. */
function slow() {
  const asked: (readonly string[])[] = []
  const answers: (() => void)[] = []
  const refusals: ((error: Error) => void)[] = []
  const ask = gather(async (questions: readonly string[]) => {
    asked.push(questions)
    await new Promise<void>((resolve, reject) => {
      answers.push(resolve)
      refusals.push(reject)
    })
    return questions.map((question) => question.toUpperCase())
  }, 3)
  return { ask, asked, answers, refusals }
}

/** Until whatever is asked by now has been asked. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await delay(1)
}

it('asks together what is asked at the same moment', async () => {
  const { ask, asked, answers } = slow()
  const both = [ask('a'), Promise.resolve().then(() => ask('b'))]
  await settle()
  expect(asked).toEqual([['a', 'b']])
  answers[0]?.()
  expect(await Promise.all(both)).toEqual(['A', 'B'])
})

it('asks together what was asked meanwhile, after the question that is on its way', async () => {
  const { ask, asked, answers } = slow()
  const first = ask('a')
  await settle()
  const later = [ask('a'), ask('b'), ask('c'), ask('d')]
  expect(asked).toEqual([['a']])
  answers[0]?.()
  expect(await first).toBe('A')
  await settle()
  // The same once more: what was on its way may have been read before the second question. At most three at a time.
  expect(asked).toEqual([['a'], ['a', 'b', 'c']])
  answers[1]?.()
  await settle()
  answers[2]?.()
  expect(await Promise.all(later)).toEqual(['A', 'B', 'C', 'D'])
  expect(asked[2]).toEqual(['d'])
})

it('tells everybody who asked of a failure, and asks on', async () => {
  const { ask, asked, answers, refusals } = slow()
  const failed = Promise.allSettled([ask('a')])
  await settle()
  const next = ask('b')
  refusals[0]?.(new Error('away'))
  expect(await failed).toMatchObject([{ status: 'rejected' }])
  await settle()
  answers[1]?.()
  expect(await next).toBe('B')
  expect(asked).toHaveLength(2)
})

it('waits for no answer for ever: who asked is told, and the next are asked for', async () => {
  const asked: (readonly string[])[] = []
  const ask = gather(
    async (questions: readonly string[]) => {
      asked.push(questions)
      if (asked.length === 1) await new Promise(() => undefined)
      return questions
    },
    3,
    20,
  )
  const lost = ask('a').catch((error: unknown) => isStoreDown(error))
  await settle()
  const next = ask('b')
  expect([await lost, await next]).toEqual([true, 'b'])
})
