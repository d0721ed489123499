import { expect, test } from 'vitest'
import { sampleData, sampleIntents } from '../../test/training-sample.ts'
import { stratifiedSplit } from '../evaluation/split.ts'
import { detectLanguage } from '../text/language.ts'
import type { EngineName, IntentEngine } from './engine.ts'
import { engineKinds } from './engine-kinds.ts'

const { train, test: unseen } = stratifiedSplit(sampleIntents(), ({ intent }) => intent, { share: 0.25 })
const intents = new Set(train.map(({ intent }) => intent))
const chance = 1 / intents.size
const trained = new Map<EngineName, Promise<IntentEngine>>()

/** natural's regression gets a fifth of the examples: more take minutes. */
function engine(name: EngineName): Promise<IntentEngine> {
  const examples = name === 'natural-logistic' ? train.filter((_, at) => at % 5 === 0) : train
  const known =
    trained.get(name) ?? engineKinds[name].train({ examples, outOfScope: sampleData().outOfScope })
  trained.set(name, known)
  return known
}

async function accuracyOf(name: EngineName): Promise<number> {
  let right = 0
  for (const { text, intent } of unseen) {
    const { intents: ranked } = await (await engine(name)).classify(text, detectLanguage(text))
    if (ranked[0]?.intent === intent) right++
  }
  return right / unseen.length
}

const names = Object.keys(engineKinds) as EngineName[]
const odd = ['', ' ', '😀', '\ud800', 'constructor __proto__', 'x'.repeat(5000), '退款', 'مرحبا', '\0']

test.each(names)(
  '%s learns: it is right far more often than by chance',
  async (name) => {
    expect(await accuracyOf(name)).toBeGreaterThan(2.5 * chance)
  },
  90_000,
)

test.each(names)(
  '%s ranks known intents only, the best first, each once',
  async (name) => {
    for (const text of [...odd, ...unseen.slice(0, 30).map((one) => one.text)]) {
      const { intents: ranked, inScope } = await (await engine(name)).classify(text, detectLanguage(text))
      const scores = ranked.map(({ confidence }) => confidence)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      expect(scores.every(Number.isFinite)).toBe(true)
      expect(Number.isFinite(inScope)).toBe(true)
      expect(new Set(ranked.map(({ intent }) => intent)).size).toBe(ranked.length)
      expect(ranked.every(({ intent }) => intents.has(intent))).toBe(true)
    }
  },
  90_000,
)

test.each(names)(
  '%s answers after a save as before',
  async (name) => {
    const before = await engine(name)
    const after = await engineKinds[name].restore(before.save())
    for (const { text } of unseen.slice(0, 20)) {
      const language = detectLanguage(text)
      expect((await after.classify(text, language)).intents[0]).toEqual(
        (await before.classify(text, language)).intents[0],
      )
    }
  },
  90_000,
)

test('ours is right at least as often as each of the others', async () => {
  const own = await accuracyOf('parley')
  for (const name of names) expect(own).toBeGreaterThanOrEqual(await accuracyOf(name))
}, 90_000)
