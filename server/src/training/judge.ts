import {
  accuracy,
  auroc,
  expectedCalibrationError,
  type Language,
  type Model,
  type MoodLabel,
  macroF1,
  perClass,
  type Understanding,
  understand,
} from '@parley/nlp-models'
import { type IntentMetrics, type ModelMetrics, OUT_OF_SCOPE, type VersionDetail } from '../contract/index.ts'

export interface HeldOut {
  /** Id of a label; absent for the project's own. */
  label?: string
  text: string
  language: Language
  meant?: string | undefined
  mood?: MoodLabel | undefined
}

/** What a model said of one held-out utterance. The text of a label is not kept here: it stays with its author. */
export interface Prediction {
  label?: string
  text?: string
  language: Language
  meant?: string
  mood?: MoodLabel
  /** The best intent, `none` when the utterance counts as out of scope. */
  said: string
  confidence: number
  inScope: number
  saidMood: MoodLabel
  /** Sure enough to be answered. */
  answered: boolean
}

/** When the bot answers, and when it takes an utterance for out of scope. */
export interface Limits {
  answer: number
  offer: number
  inScope: number
  offerInScope: number
  perIntent: Readonly<Record<string, number>>
}

export type Verdict = 'answer' | 'offer' | 'misunderstood'

/** What the bot makes of a reading by its thresholds. */
export function verdictOf(read: Pick<Understanding, 'intents' | 'inScope'>, limits: Limits): Verdict {
  const [best] = read.intents
  if (!best) return 'misunderstood'
  const answer = limits.perIntent[best.intent] ?? limits.answer
  if (best.confidence >= answer && read.inScope >= limits.inScope) return 'answer'
  const mayOffer = best.confidence >= Math.min(limits.offer, answer) && read.inScope >= limits.offerInScope
  return mayOffer ? 'offer' : 'misunderstood'
}

/** Asks a model about a held-out utterance. */
export function predict(model: Model, heldOut: HeldOut, limits: Limits): Prediction {
  const { label, text, language, meant, mood } = heldOut
  const read = understand(model, text, { languageHint: language })
  const [best] = read.intents
  return {
    ...(label === undefined ? { text } : { label }),
    language,
    ...(meant === undefined ? {} : { meant }),
    ...(mood === undefined ? {} : { mood }),
    said: best && read.inScope >= limits.inScope ? best.intent : OUT_OF_SCOPE,
    confidence: round(best?.confidence ?? 0),
    inScope: round(read.inScope),
    saidMood: read.sentiment.label,
    answered: verdictOf(read, limits) === 'answer',
  }
}

type Judged = Prediction & { meant: string }
const pair = ({ meant: expected, said: predicted }: Judged) => ({ expected, predicted })
const LANGUAGES: readonly Language[] = ['en', 'zh']

/** Every figure of a version, from what it said of the held-out utterances. */
export function judge(
  predictions: readonly Prediction[],
  trained: { examples: ReadonlyMap<string, number>; labels: ReadonlyMap<string, number> },
): { metrics: ModelMetrics; detail: Omit<VersionDetail, 'version'> } {
  const judged = predictions.filter((one): one is Judged => one.meant !== undefined)
  return {
    metrics: metricsOf(judged, predictions),
    detail: {
      intents: intentsOf(judged, trained),
      confusion: confusionOf(judged),
      reliability: reliabilityOf(judged),
    },
  }
}

function metricsOf(judged: readonly Judged[], predictions: readonly Prediction[]): ModelMetrics {
  const answered = judged.filter((one) => one.answered)
  const moods = predictions.flatMap(({ mood, saidMood }) =>
    mood === undefined ? [] : [{ expected: mood, predicted: saidMood }],
  )
  const scope = auroc(
    judged.map(({ inScope, meant }) => ({ score: inScope, positive: meant !== OUT_OF_SCOPE })),
  )
  const figures = (rows: readonly Judged[]) => ({
    count: rows.length,
    accuracy: accuracy(rows.map(pair)),
    macroF1: macroF1(rows.map(pair)),
  })
  const { count, ...all } = figures(judged)
  return {
    heldOut: count,
    heldOutLabels: judged.filter(({ label }) => label !== undefined).length,
    ...all,
    byLanguage: {
      en: figures(judged.filter(({ language }) => language === 'en')),
      zh: figures(judged.filter(({ language }) => language === 'zh')),
    },
    scopeAuroc: Number.isNaN(scope) ? 0 : scope,
    moodAccuracy: accuracy(moods),
    calibrationError: expectedCalibrationError(judged.map(sureness)),
    answered: share(answered.length, judged.length),
    answeredRight: share(answered.filter(isRight).length, answered.length),
  }
}

const isRight = ({ meant, said }: Judged) => meant === said
const sureness = (one: Judged) => ({ confidence: one.confidence, correct: isRight(one) })

function intentsOf(
  judged: readonly Judged[],
  trained: { examples: ReadonlyMap<string, number>; labels: ReadonlyMap<string, number> },
): IntentMetrics[] {
  const all = new Map(perClass(judged.map(pair)).map((one) => [one.label, one]))
  const own = new Map(
    LANGUAGES.map((language) => {
      const rows = judged.filter((one) => one.language === language)
      return [language, new Map(perClass(rows.map(pair)).map((one) => [one.label, one]))]
    }),
  )
  const names = new Set([...trained.examples.keys(), ...all.keys()])
  const inLanguage = (name: string, language: Language) => {
    const found = own.get(language)?.get(name)
    return { heldOut: found?.support ?? 0, f1: found?.f1 ?? 0 }
  }
  return [...names].sort(noneLast).map((intent) => {
    const found = all.get(intent)
    return {
      intent,
      examples: trained.examples.get(intent) ?? 0,
      labels: trained.labels.get(intent) ?? 0,
      heldOut: found?.support ?? 0,
      precision: found?.precision ?? 0,
      recall: found?.recall ?? 0,
      f1: found?.f1 ?? 0,
      byLanguage: { en: inLanguage(intent, 'en'), zh: inLanguage(intent, 'zh') },
    }
  })
}

function confusionOf(judged: readonly Judged[]): VersionDetail['confusion'] {
  const names = [...new Set(judged.flatMap(({ meant, said }) => [meant, said]))].sort(noneLast)
  const place = new Map(names.map((name, index) => [name, index]))
  const counts = new Map<string, { row: number; column: number; count: number }>()
  for (const { meant, said } of judged) {
    const [row, column] = [place.get(meant) ?? 0, place.get(said) ?? 0]
    const cell = counts.get(`${row} ${column}`) ?? { row, column, count: 0 }
    cell.count++
    counts.set(`${row} ${column}`, cell)
  }
  return { names, cells: [...counts.values()].sort((a, b) => a.row - b.row || a.column - b.column) }
}

const BINS = 10
function reliabilityOf(judged: readonly Judged[]): VersionDetail['reliability'] {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0, count: 0 }))
  for (const one of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(one.confidence * BINS))]
    if (!bin) continue
    bin.confidence += one.confidence
    bin.right += isRight(one) ? 1 : 0
    bin.count++
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ confidence, right, count }) => ({ confidence: confidence / count, right: right / count, count }))
}

function noneLast(a: string, b: string): number {
  if (a === OUT_OF_SCOPE || b === OUT_OF_SCOPE) return a === b ? 0 : a === OUT_OF_SCOPE ? 1 : -1
  return a < b ? -1 : a > b ? 1 : 0
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
