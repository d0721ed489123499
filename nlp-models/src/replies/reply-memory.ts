import { createTermSpace, type TermSpace, toLengthOne, type Weights } from './term-space.ts'

/** What a customer wrote and an agent answered. */
export interface PastReply {
  readonly asked: string
  readonly replied: string
}

/** What agents answered so far, as an expectation of what they would answer now. */
export interface ReplyMemory {
  readonly space: TermSpace
  /** Terms that an answer to this will have, as `likenessOf` compares them; none when nothing like it was asked. */
  expect(said: string): Weights
}

/** Of more pairs the last are read. */
export const MOST_PAST = 20_000
const NEAREST = 20
/** A past question that is half as like counts for a quarter. */
const SHARPNESS = 2
/** Shared by more pairs than this, a term finds nothing that others do not. */
const MOST_HOLDING = 2000

/**
 * Remembers pairs of question and answer. What to expect is the mean of the answers to the twenty questions most like the
 * one at hand, weighted by how like they are: a relevance model (Lavrenko and Croft 2001) whose relevant documents are
 * answers. Making it takes time linear in the pairs, asking it is a look-up of the question's terms.
 */
export function createReplyMemory(pairs: readonly PastReply[]): ReplyMemory {
  const read = pairs.slice(-MOST_PAST)
  const space = createTermSpace(read.flatMap(({ asked, replied }) => [asked, replied]))
  const replies = read.map(({ replied }) => space.weigh(replied))
  const holding = new Map<string, { readonly pair: number; readonly weight: number }[]>()
  read.forEach(({ asked }, pair) => {
    for (const [key, weight] of space.weigh(asked)) {
      const list = holding.get(key)
      if (list === undefined) holding.set(key, [{ pair, weight }])
      else list.push({ pair, weight })
    }
  })
  return {
    space,
    expect(said) {
      const cosines = new Map<number, number>()
      for (const [key, own] of space.weigh(said))
        for (const { pair, weight } of (holding.get(key) ?? []).slice(-MOST_HOLDING))
          cosines.set(pair, (cosines.get(pair) ?? 0) + own * weight)
      const nearest = [...cosines].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NEAREST)
      const expected = new Map<string, number>()
      for (const [pair, cosine] of nearest)
        for (const [key, weight] of replies[pair] ?? [])
          expected.set(key, (expected.get(key) ?? 0) + weight * cosine ** SHARPNESS)
      return toLengthOne(expected)
    },
  }
}
