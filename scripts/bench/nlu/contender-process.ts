/**
 * One engine on one set in a process of its own, so that memory and warmth are its own: trains and saves, or restores
 * and answers. Told what to do by its parent; tells the figures and ends.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { detectLanguage, type EngineAnswer, type EngineName, engineKinds } from '@parley/nlp-models'
import { percentile } from '../../lib/numbers.ts'
import { type Answered, type QualityFigures, qualityOf } from './figures.ts'
import { readSet } from './sets.ts'

export interface Task {
  readonly engine: EngineName
  readonly set: string
  readonly data: string
  readonly file: string
  readonly part: 'train' | 'answer'
}

export interface SpeedFigures {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly rssBytes: number
}

export type Told =
  | { readonly part: 'train'; readonly trainMs: number; readonly modelBytes: number }
  | { readonly part: 'answer'; readonly figures: QualityFigures & SpeedFigures }
  | { readonly part: 'failed'; readonly why: string }

const WARM_UP = 2_000
const TIMED_SECONDS = 2

async function train({ engine, set, data, file }: Task): Promise<Told> {
  const { train: rows, outside } = await readSet(set, data)
  const started = performance.now()
  const trained = await engineKinds[engine].train({ examples: rows, outOfScope: outside.train })
  const trainMs = performance.now() - started
  const saved = trained.save()
  await writeFile(file, saved)
  return { part: 'train', trainMs: Math.round(trainMs), modelBytes: saved.length }
}

async function answer({ engine, set, data, file }: Task): Promise<Told> {
  const { test, valid, outside } = await readSet(set, data)
  const before = settledRss()
  const restored = await engineKinds[engine].restore(await readFile(file))
  const ask = (text: string) => restored.classify(text, detectLanguage(text))
  const answersTo = async (rows: readonly { text: string; intent?: string }[]) => {
    const answered: Answered[] = []
    for (const { text, intent } of rows)
      answered.push({ ...(intent === undefined ? {} : { intent }), answer: shortened(await ask(text)) })
    return answered
  }
  const bare = (texts: readonly string[]) => texts.map((text) => ({ text }))
  const onTest = await answersTo([...test, ...bare(outside.test)])
  const onValid = await answersTo([...valid, ...bare(outside.valid)])
  const speed = await speedOf(
    ask,
    test.map(({ text }) => text),
  )
  const rssBytes = Math.max(0, settledRss() - before)
  return { part: 'answer', figures: { ...qualityOf(onTest, onValid), ...speed, rssBytes } }
}

/** Only the best is judged; a hundred thousand whole rankings would be the memory that is measured. */
function shortened({ intents, inScope }: EngineAnswer): EngineAnswer {
  return { intents: intents.slice(0, 1), inScope }
}

function settledRss(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}

/** Messages for each second of processor time, and times of single ones by the clock. */
async function speedOf(
  ask: (text: string) => unknown,
  texts: readonly string[],
): Promise<Omit<SpeedFigures, 'rssBytes'>> {
  const until = performance.now() + TIMED_SECONDS * 1000
  for (let count = 0; count < WARM_UP && performance.now() < until; count++)
    await ask(texts[count % texts.length] ?? '')
  const times: number[] = []
  const cpu = process.cpuUsage()
  const end = performance.now() + TIMED_SECONDS * 1000
  for (let at = 0; performance.now() < end; at = (at + 1) % texts.length) {
    const started = performance.now()
    await ask(texts[at] ?? '')
    times.push(performance.now() - started)
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: Math.round(times.length / ((user + system) / 1e6)),
    p50Ms: Number(percentile(times, 0.5).toFixed(4)),
    p99Ms: Number(percentile(times, 0.99).toFixed(4)),
  }
}

function tell(told: Told): void {
  process.send?.(told, () => process.exit(0))
}

process.once('message', (task: Task) => {
  const work = task.part === 'train' ? train(task) : answer(task)
  work.then(tell, (error: unknown) =>
    tell({ part: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
