import { expect, test } from 'vitest'
import { facts, textOf, turnInput } from '../../test/factories.ts'
import { createBot } from '../bot.ts'
import type { ArticleFact } from '../conversing.ts'

const bot = createBot({ company: 'Northwind' })

async function told(about: Partial<ArticleFact>): Promise<string> {
  const article = (): ArticleFact => ({
    id: 'a1',
    intent: 'store.hours',
    title: 'Hours',
    body: 'Nine to six.',
    ...about,
  })
  const outcome = await bot.takeTurn(
    turnInput([{ text: 'opening hours', intent: 'store.hours' }], { facts: facts({ article }) }),
  )
  return textOf(outcome)
}

test('an answer is the article, its links as plain lines', async () => {
  expect(await told({ links: [{ label: 'All shops', url: 'https://example.com/shops' }] })).toBe(
    'Nine to six.\nAll shops: https://example.com/shops',
  )
})

test('a long article is told up to whole paragraphs', async () => {
  const paragraphs = ['a', 'b', 'c'].map((letter) => letter.repeat(400))
  expect(await told({ body: paragraphs.join('\n\n') })).toBe(paragraphs.slice(0, 2).join('\n\n'))
})

test('equal wordings are chosen by the seed: the same for a repeat, others for other turns', async () => {
  const say = async (seed: string) =>
    textOf(await bot.takeTurn(turnInput([{ text: 'thanks', intent: 'smalltalk.thanks' }], { seed })))
  expect(await say('thread:7')).toBe(await say('thread:7'))
  const said = await Promise.all(Array.from({ length: 12 }, (_, at) => say(`thread:${at}`)))
  expect(new Set(said).size).toBe(2)
})
