import { expect, it } from 'vitest'
import { createThreadLookup } from './thread-lookup.ts'

/** A store that answers when it is told to. */
function slowStore(known: readonly string[]) {
  const asked: string[][] = []
  const answers: (() => void)[] = []
  const refusals: ((error: Error) => void)[] = []
  const threads = {
    find: ({ _id }: { _id: { $in: string[] } }) => ({
      lean: async () => {
        asked.push(_id.$in)
        await new Promise<void>((resolve, reject) => {
          answers.push(resolve)
          refusals.push(reject)
        })
        return _id.$in.filter((id) => known.includes(id)).map((id) => ({ _id: id }))
      },
    }),
  }
  return { threads: threads as never, asked, answers, refusals }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

it('reads what is asked meanwhile as one, after the reading that is on its way', async () => {
  const { threads, asked, answers } = slowStore(['a', 'b'])
  const lookup = createThreadLookup(threads)
  const first = lookup('a')
  const later = [lookup('a'), lookup('b'), lookup('gone')]
  expect(asked).toEqual([['a']])
  answers[0]?.()
  expect(await first).toEqual({ _id: 'a' })
  await settle()
  // Asked once more: what was on its way may have been read before the second question.
  expect(asked).toEqual([['a'], ['a', 'b', 'gone']])
  answers[1]?.()
  expect(await Promise.all(later)).toEqual([{ _id: 'a' }, { _id: 'b' }, undefined])
})

it('tells everybody of a reading that failed, and reads on', async () => {
  const { threads, asked, answers, refusals } = slowStore(['a'])
  const lookup = createThreadLookup(threads)
  const failed = Promise.allSettled([lookup('a')])
  const next = lookup('a')
  refusals[0]?.(new Error('away'))
  expect(await failed).toMatchObject([{ status: 'rejected' }])
  await settle()
  answers[1]?.()
  expect(await next).toEqual({ _id: 'a' })
  expect(asked).toHaveLength(2)
})
