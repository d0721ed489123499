import { defaultLanguageModelPath } from './default-language-model.ts'
import { Evidence } from './evidence.ts'
import type { LanguageGroup, LanguageModel } from './language-model.ts'
import { readLanguageModel } from './language-model-file.ts'
import { SCRIPT } from './letters.ts'
import { LetterReader } from './reader.ts'
import { areRelated } from './related-languages.ts'
import { addScripts, SCRIPT_LANGUAGES, UNDETERMINED } from './script-languages.ts'
import { WordScores } from './word-scores.ts'

export interface RankedLanguage {
  /** BCP 47. */
  readonly language: string
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number
}

export interface LanguageShare {
  /** BCP 47; `und` for letters that no language is known of. */
  readonly language: string
  /** Part of the text, 0 to 1; a Chinese character counts as much as a Latin word. */
  readonly share: number
}

export interface DetectedLanguages {
  /** Language of most of the text, BCP 47; the hint, or `und`, where nothing tells. */
  readonly language: string
  /** Calibrated probability of `language`; 0 where the text has no letters that tell. */
  readonly confidence: number
  /** Most likely first, at most three. */
  readonly ranked: readonly RankedLanguage[]
  /** Languages found in the text, largest share first; they sum to 1, or there are none. */
  readonly shares: readonly LanguageShare[]
}

export type LanguageDetector = (text: string, hint?: string) => DetectedLanguages

const RANKED = 3
const LEAST_RANKED = 0.005
/** Odds of the language of the thread so far: seven to one settles "ok" and loses against a sentence. */
const HINT_ODDS = 7
/** A few words count as another language only if they are likelier in it than in all others together; a brand is not. */
const SURE = 0.5

let shipped: LanguageDetector | undefined

/**
 * Tells which languages a text is in, of 26: by script where that decides, else by a linear model of letters and short words.
 * Reads 200 UTF-16 units, takes some microseconds and accepts any string. The hint is the language of the thread so far: it
 * settles doubts, and is the answer where there are no letters.
 * @throws {ModelFileError} at the first call, when the file that is shipped with the package is missing or damaged
 */
export function detectLanguages(text: string, hint?: string): DetectedLanguages {
  shipped ??= createLanguageDetector(readLanguageModel(defaultLanguageModelPath))
  return shipped(text, hint)
}

/** A detector over a model; it keeps buffers, so one serves all texts. */
export function createLanguageDetector(model: LanguageModel): LanguageDetector {
  const names = [...model.groups.flatMap(({ languages }) => languages), ...SCRIPT_LANGUAGES]
  const reader = new LetterReader()
  const evidence = new Evidence(names.length)
  const judges = judgesOf(model.groups)
  return (text, hint) => {
    reader.read(text)
    evidence.clear()
    for (const judge of judges) addWords(evidence, reader, judge)
    addScripts(evidence, reader, names.length - SCRIPT_LANGUAGES.length)
    if (evidence.parts === 0) return { language: hint ?? UNDETERMINED, confidence: 0, ranked: [], shares: [] }
    const hinted = hint === undefined ? -1 : names.indexOf(plainTag(hint))
    if (hinted >= 0) evidence.lean(hinted, HINT_ODDS)
    return conclude(evidence, names)
  }
}

/** A group with its scratch scores and the number of its first language among all. */
interface Judge {
  readonly languages: readonly string[]
  readonly script: number
  readonly scores: WordScores
  readonly first: number
  /** Scratch probabilities of the languages of the group. */
  readonly chances: Float64Array
}

function judgesOf(groups: readonly LanguageGroup[]): readonly Judge[] {
  let first = 0
  return groups.map((group) => {
    const { languages, script } = group
    const chances = new Float64Array(languages.length)
    const judge = { languages, script: SCRIPT[script], scores: new WordScores(group), first, chances }
    first += languages.length
    return judge
  })
}

/** One part for each language that words of the group's script were found in. */
function addWords(evidence: Evidence, reader: LetterReader, judge: Judge): void {
  const { scores, script } = judge
  scores.clear()
  for (let word = 0; word < reader.words; word++) {
    if (reader.script[word] !== script) continue
    const span = { from: reader.from[word] as number, to: reader.to[word] as number }
    scores.push(reader.units, span, reader.afterMark[word] === 1)
  }
  if (scores.words === 0) return
  scores.label()
  gatherDoubtful(judge)
  for (let label = 0; label < judge.languages.length; label++) {
    const letters = scores.letters[label] as number
    if (letters > 0) scores.probabilities(label, evidence.chances, evidence.push(letters) + judge.first)
  }
}

/** Words that are not surely in a language of their own go with those around them. */
function gatherDoubtful(judge: Judge): void {
  const { letters } = judge.scores
  let main = 0
  for (let label = 1; label < letters.length; label++)
    if ((letters[label] as number) > (letters[main] as number)) main = label
  for (let label = 0; label < letters.length; label++)
    if (label !== main && letters[label] !== 0 && isDoubtful(judge, label, main))
      judge.scores.relabel(label, main)
}

function isDoubtful({ scores, languages, chances }: Judge, label: number, main: number): boolean {
  if (areRelated(languages[label] ?? '', languages[main] ?? '')) return true
  scores.probabilities(label, chances, 0)
  return (chances[label] as number) < SURE
}

function conclude(evidence: Evidence, names: readonly string[]): DetectedLanguages {
  const ranked = rank(evidence, names)
  const main = ranked[0]?.language ?? UNDETERMINED
  return {
    language: main,
    confidence: ranked[0]?.confidence ?? 0,
    ranked,
    shares: sharesOf(evidence, names, main),
  }
}

function rank(
  { parts, weights, chances, size }: Evidence,
  names: readonly string[],
): readonly RankedLanguage[] {
  let total = 0
  for (let part = 0; part < parts; part++) total += voiceOf(weights[part] as number)
  const ranked: RankedLanguage[] = []
  for (let language = 0; language < size; language++) {
    let confidence = 0
    for (let part = 0; part < parts; part++)
      confidence += voiceOf(weights[part] as number) * (chances[part * size + language] as number)
    confidence /= total
    if (confidence >= LEAST_RANKED) ranked.push({ language: names[language] ?? UNDETERMINED, confidence })
  }
  return ranked.sort((a, b) => b.confidence - a.confidence).slice(0, RANKED)
}

/** The fourth power of a part's weight: what is most of a text is its language, not merely likelier to be. */
function voiceOf(weight: number): number {
  const square = weight * weight
  return square * square
}

function sharesOf(evidence: Evidence, names: readonly string[], main: string): readonly LanguageShare[] {
  if (evidence.parts === 1 && main !== UNDETERMINED) return [{ language: main, share: 1 }]
  const found = new Map<string, number>()
  let total = 0
  for (let part = 0; part < evidence.parts; part++) {
    const leader = evidence.leader(part)
    const unknown = evidence.chance(part, leader) === 0
    const doubtful = !unknown && evidence.chance(part, leader) < SURE
    const language = unknown ? UNDETERMINED : doubtful ? main : (names[leader] ?? UNDETERMINED)
    const weight = evidence.weights[part] as number
    found.set(language, (found.get(language) ?? 0) + weight)
    total += weight
  }
  return Array.from(found, ([language, weight]) => ({ language, share: weight / total })).sort(
    (a, b) => b.share - a.share,
  )
}

/** The tag that the models use: without script and region, Norwegian as one language. */
function plainTag(tag: string): string {
  const [language = ''] = tag.toLowerCase().split('-', 1)
  return language === 'nb' || language === 'nn' ? 'no' : language
}
