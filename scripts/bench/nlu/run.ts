import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type EngineName, engineKinds } from '@parley/nlp-models'
import { table } from '../../lib/table.ts'
import { type Tool, UsageError } from '../../lib/tool.ts'
import { say } from '../say.ts'
import type { SpeedFigures, Task, Told } from './contender-process.ts'
import { pooledAccuracy, type QualityFigures } from './figures.ts'
import { type DataSet, readSet, usualSets } from './sets.ts'

/** An empty text: not given. */
export interface NluFlags {
  readonly data: string
  readonly sets: string
  readonly engines: string
  /** Seconds that an engine may take to train on one set. */
  readonly patience: number
}

type Figures = QualityFigures & SpeedFigures & { readonly trainMs: number; readonly modelBytes: number }
type Results = Record<string, Partial<Record<EngineName, Figures>>>

const ANSWER_SECONDS = 600
const HEAD = [
  '',
  'right',
  'macro-F1',
  'AUROC',
  'in/out',
  'careful',
  'ECE',
  'train s',
  'MB',
  '/s',
  'p50 ms',
  'p99 ms',
  'RSS MB',
]

/** Engines of intents on the same sets, each in fresh processes of its own; nothing is chosen by what is printed. */
export async function benchNlu(flags: NluFlags, tool: Tool): Promise<void> {
  const data = resolve(flags.data)
  const engines = enginesOf(flags.engines)
  const names = flags.sets !== '' ? flags.sets.split(',') : flags.data === '' ? [] : await usualSets(data)
  if (names.length === 0)
    throw new UsageError(
      'Which sets? --data FOLDER with sets, or --sets FOLDER,FOLDER with train.tsv and test.tsv each.',
    )
  const sets = await Promise.all(names.map((name) => readSet(name, data)))
  const folder = await mkdtemp(join(tmpdir(), 'parley-nlu-'))
  tool.defer(() => rm(folder, { recursive: true, force: true }))
  const results: Results = {}
  for (const [at, set] of sets.entries()) {
    const figures: Partial<Record<EngineName, Figures>> = {}
    results[set.name] = figures
    for (const engine of engines) {
      say(`${set.name} (${at + 1} of ${sets.length}): ${engine}`)
      const task = { engine, set: names[at] ?? '', data, file: join(folder, 'saved') }
      const found = await measure(task, flags.patience, tool)
      if (found) figures[engine] = found
    }
    console.log(
      `\n${table(
        [set.name, ...HEAD.slice(1)],
        engines.map((engine) => rowOf(engine, figures[engine])),
      )}`,
    )
  }
  printPooled(sets, results, engines)
  console.log(JSON.stringify(results))
}

function enginesOf(flag: string): readonly EngineName[] {
  const known = Object.keys(engineKinds) as EngineName[]
  const asked = flag === '' ? known : flag.split(',')
  const unknown = asked.find((name) => !known.some((one) => one === name))
  if (unknown !== undefined)
    throw new UsageError(`There is no engine ${unknown}; there are ${known.join(', ')}.`)
  return known.filter((name) => asked.includes(name))
}

async function measure(task: Omit<Task, 'part'>, patience: number, tool: Tool): Promise<Figures | undefined> {
  const trained = await ask({ ...task, part: 'train' }, patience, tool)
  if (trained?.part !== 'train') return undefined
  const answered = await ask({ ...task, part: 'answer' }, ANSWER_SECONDS, tool)
  if (answered?.part !== 'answer') return undefined
  const { trainMs, modelBytes } = trained
  return { ...answered.figures, trainMs, modelBytes }
}

/** What a fresh process tells; nothing, said aloud, when it takes too long or fails. */
async function ask(task: Task, seconds: number, tool: Tool): Promise<Told | undefined> {
  const child = fork(new URL('contender-process.ts', import.meta.url), [], {
    execArgv: ['--expose-gc', '--conditions=source', '--import', 'tsx'],
    // What libraries print is not the result.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = () => child.kill('SIGKILL')
  tool.signal.addEventListener('abort', stop)
  const told = await answerOf(child, task, seconds)
  tool.signal.removeEventListener('abort', stop)
  stop()
  if (told === undefined) say(`${task.engine}: stopped, as the ${task.part} part took over ${seconds} s`)
  if (told?.part === 'failed') say(`${task.engine}: ${told.why}`)
  return told
}

function answerOf(child: ChildProcess, task: Task, seconds: number): Promise<Told | undefined> {
  return new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000, undefined)
    child.once('message', (told: Told) => done(told))
    child.once('exit', (code) => done({ part: 'failed', why: `its process ended with ${code}` }))
    child.once('close', () => clearTimeout(timer))
    child.send(task)
  })
}

function rowOf(engine: string, figures: Figures | undefined): readonly (string | number)[] {
  if (figures === undefined) return [engine, ...HEAD.slice(1).map((_, at) => (at === 0 ? 'stopped' : ''))]
  const { inScope, oosRecall, carefulInScope, carefulOosRecall } = figures
  return [
    engine,
    percent(figures.accuracy),
    percent(figures.macroF1),
    percent(figures.auroc),
    inScope === undefined ? '' : `${percent(inScope)}/${percent(oosRecall)}`,
    carefulInScope === undefined ? '' : `${percent(carefulInScope)}/${percent(carefulOosRecall)}`,
    percent(figures.ece),
    (figures.trainMs / 1000).toFixed(1),
    (figures.modelBytes / 1e6).toFixed(2),
    figures.perSecond,
    figures.p50Ms.toFixed(3),
    figures.p99Ms.toFixed(3),
    Math.round(figures.rssBytes / 1e6),
  ]
}

function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '' : (share * 100).toFixed(1)
}

/** The three small corpora of Braun et al. 2017 are compared by their common micro-F1. */
function printPooled(sets: readonly DataSet[], results: Results, engines: readonly EngineName[]): void {
  const braun = sets.filter(({ name }) => name.startsWith('braun_'))
  if (braun.length < 2) return
  const rows = engines.flatMap((engine) => {
    const found = braun.flatMap(({ name, test }) => {
      const figures = results[name]?.[engine]
      return figures ? [{ rows: test, accuracy: figures.accuracy }] : []
    })
    return found.length === braun.length ? [[engine, percent(pooledAccuracy(found))]] : []
  })
  console.log(`\n${table(['Braun et al. together', 'micro-F1'], rows)}`)
}
