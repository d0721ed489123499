import { createHash } from 'node:crypto'
import { createLanguageDetector } from './detect-languages.ts'
import { fitCalibration, type UnseenScores } from './language-fit.ts'
import type { LanguageGroup, LanguageModel } from './language-model.ts'
import { decodeLanguageModel, encodeLanguageModel } from './language-model-file.ts'
import {
  FOLDS,
  type GroupShape,
  type LanguageData,
  type LanguageSample,
  samplesOf,
} from './language-samples.ts'
import { type ByteWeights, trainSoftmax } from './softmax.ts'

const SEED = 13
/** As many buckets as 120 kB hold; twice as many are 0.2 points better in cross-validation. */
const GROUPS: readonly GroupShape[] = [
  {
    script: 'latin',
    languages: [
      'en',
      'es',
      'fr',
      'de',
      'pt',
      'gl',
      'it',
      'nl',
      'sv',
      'da',
      'no',
      'pl',
      'tr',
      'vi',
      'id',
      'ms',
    ],
    buckets: 7000,
  },
  { script: 'cyrillic', languages: ['ru', 'uk'], buckets: 2048 },
]
/** Log-odds that a change of language between two words may cost; the cheapest that keeps whole texts whole is taken. */
const SWITCH_COSTS = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32]
/** Texts in one language of which so many may be taken for mixed. */
const FALSELY_MIXED = 0.01

export interface LanguageTraining {
  readonly seed?: number
  /** For tests: fewer languages and buckets. */
  readonly groups?: readonly GroupShape[]
}

export interface TrainedLanguages {
  readonly model: LanguageModel
  readonly bytes: Uint8Array
  /** Out of fold, by group: texts as written, how many were right, how many were taken for mixed. */
  readonly metrics: readonly GroupMetrics[]
}

export interface GroupMetrics {
  readonly script: string
  readonly texts: number
  readonly accuracy: number
  readonly falselyMixed: number
}

/** Trains the model of languages. Reads no clock: the same data, options and Node version give the same bytes. */
export function trainLanguages(data: LanguageData, options: LanguageTraining = {}): TrainedLanguages {
  const { seed = SEED, groups = GROUPS } = options
  const trained = groups.map((shape) => trainGroup(data, shape, seed))
  const dataHash = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  const bytes = encodeLanguageModel({ seed, dataHash, groups: trained.map(({ group }) => group) })
  return { model: decodeLanguageModel(bytes), bytes, metrics: trained.map(({ metrics }) => metrics) }
}

interface Unseen extends UnseenScores {
  readonly text: string
  /** Weights that did not see it. */
  readonly weights: ByteWeights
}

function trainGroup(
  data: LanguageData,
  shape: GroupShape,
  seed: number,
): { group: LanguageGroup; metrics: GroupMetrics } {
  const samples = samplesOf(data, shape, seed)
  const unseen = unseenOf(samples, shape)
  const calibration = fitCalibration(unseen)
  const { cost, falselyMixed } = fitSwitchCost(unseen, { ...shape, calibration })
  const learnt = trainSoftmax(samples, { buckets: shape.buckets, languages: shape.languages.length })
  const right = unseen.filter(({ scores, label }) => scores.every((score) => score <= (scores[label] ?? 0)))
  return {
    group: { ...shape, ...learnt, calibration, switchCost: Math.round(cost / learnt.scale) },
    metrics: {
      script: shape.script,
      texts: unseen.length,
      accuracy: right.length / unseen.length,
      falselyMixed,
    },
  }
}

/** Scores of the texts as they were written, each by weights that learnt from the other folds. */
function unseenOf(samples: readonly LanguageSample[], shape: GroupShape): readonly Unseen[] {
  const languages = shape.languages.length
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const rest = samples.filter((sample) => sample.fold !== fold)
    const weights = trainSoftmax(rest, { buckets: shape.buckets, languages })
    return samples
      .filter((sample) => sample.fold === fold && sample.whole)
      .map(({ text, label, rows }) => {
        const scores = new Float64Array(languages)
        for (const row of rows)
          for (let column = 0; column < languages; column++)
            scores[column] = (scores[column] ?? 0) + (weights.weights[row * languages + column] ?? 0)
        const value = weights.scale / Math.sqrt(rows.length)
        return { text, label, weights, scores: scores.map((score) => score * value), features: rows.length }
      })
  })
}

type WithoutWeights = Omit<LanguageGroup, 'weights' | 'scale' | 'switchCost'>

function fitSwitchCost(
  unseen: readonly Unseen[],
  group: WithoutWeights,
): { cost: number; falselyMixed: number } {
  let falselyMixed = 1
  for (const cost of SWITCH_COSTS) {
    falselyMixed = mixedShare(unseen, group, cost)
    if (falselyMixed <= FALSELY_MIXED) return { cost, falselyMixed }
  }
  return { cost: SWITCH_COSTS.at(-1) ?? 0, falselyMixed }
}

function mixedShare(unseen: readonly Unseen[], group: WithoutWeights, cost: number): number {
  let mixed = 0
  for (const weights of new Set(unseen.map((one) => one.weights))) {
    const switchCost = Math.round(cost / weights.scale)
    const detect = createLanguageDetector({
      seed: 0,
      dataHash: '',
      groups: [{ ...group, ...weights, switchCost }],
    })
    mixed += unseen.filter((one) => one.weights === weights && detect(one.text).shares.length > 1).length
  }
  return mixed / unseen.length
}
