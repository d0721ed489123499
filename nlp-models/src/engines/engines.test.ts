import { expect, test } from 'vitest'
import { sampleIntents } from '../../test/training-sample.ts'
import { stratifiedSplit } from '../evaluation/split.ts'
import { detectLanguage } from '../text/language.ts'
import type { TrainEngine } from './engine.ts'
import { trainNaturalEngine } from './natural.ts'
import { trainNodeNlpEngine } from './node-nlp.ts'
import { trainParleyEngine } from './parley.ts'

const { train, test: unseen } = stratifiedSplit(sampleIntents(), ({ intent }) => intent, { share: 0.25 })

async function accuracyOf(trainEngine: TrainEngine): Promise<number> {
  const engine = await trainEngine(train)
  let right = 0
  for (const { text, intent } of unseen) {
    const [best] = await engine.classify(text, detectLanguage(text))
    if (best?.intent === intent) right++
  }
  return right / unseen.length
}

test('the three engines train on the same examples, and ours is right at least as often', async () => {
  const parley = await accuracyOf(trainParleyEngine)
  const natural = await accuracyOf(trainNaturalEngine)
  const nodeNlp = await accuracyOf(trainNodeNlpEngine)
  const chance = 1 / 7
  for (const peer of [natural, nodeNlp]) {
    expect(peer).toBeGreaterThan(2 * chance)
    expect(parley).toBeGreaterThanOrEqual(peer)
  }
}, 90_000)
