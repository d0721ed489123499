import { keyOfWords } from './text/same-words.ts'
import { tokenise } from './text/tokens.ts'
import type { TrainingData } from './training-data.ts'
import { MODEL_TEXT_LIMIT, modelText } from './understand.ts'

export type TrainingWarningCode =
  /** Nothing to learn from: no word, number or sign. */
  | 'empty'
  /** Longer than what models read; the rest teaches nothing. */
  | 'cut'
  /** The same words stand under the same intent before. */
  | 'duplicate'
  /** The same words stand under another intent, or out of scope. */
  | 'contradiction'
  /** The intent has no other phrase: it cannot be judged, and will seldom be recognised. */
  | 'only_phrase'

/** One row of the data that a trainer should look at; training goes on all the same. */
export interface TrainingWarning {
  readonly code: TrainingWarningCode
  /** Row in `intents`, from 0; absent for a row of `outOfScope`. */
  readonly row?: number
  /** Row in `outOfScope`, from 0. */
  readonly outOfScopeRow?: number
  /** The row that it repeats or contradicts, in `intents`. */
  readonly other?: number
  readonly message: string
}

/** Looks through the data of a training, in linear time; rows in order, those out of scope last. */
export function checkTrainingData({ intents, outOfScope }: TrainingData): readonly TrainingWarning[] {
  const warnings: TrainingWarning[] = []
  const firstOf = new Map<string, number>()
  const phrases = new Map<string, number>()
  for (const { intent } of intents) phrases.set(intent, (phrases.get(intent) ?? 0) + 1)
  intents.forEach(({ text, intent }, row) => {
    const words = wordsOf(text)
    const other = firstOf.get(words)
    if (words === '') warnings.push({ code: 'empty', row, message: `"${intent}" has a phrase without words` })
    else if (other === undefined) firstOf.set(words, row)
    else warnings.push(repeated({ row, other, intent, before: intents[other]?.intent ?? '' }))
    if (text.length > MODEL_TEXT_LIMIT) warnings.push({ code: 'cut', row, message: tooLong(text) })
    if (phrases.get(intent) === 1)
      warnings.push({ code: 'only_phrase', row, message: `"${intent}" has only this phrase` })
  })
  outOfScope.forEach((text, outOfScopeRow) => {
    const other = firstOf.get(wordsOf(text))
    if (other === undefined) return
    const message = `Out of scope, and a phrase of "${intents[other]?.intent}" in row ${other}`
    warnings.push({ code: 'contradiction', outOfScopeRow, other, message })
  })
  return warnings
}

function wordsOf(text: string): string {
  return keyOfWords(tokenise(modelText(text)))
}

function repeated({
  row,
  other,
  intent,
  before,
}: {
  readonly row: number
  readonly other: number
  readonly intent: string
  readonly before: string
}): TrainingWarning {
  return intent === before
    ? { code: 'duplicate', row, other, message: `"${intent}" has the same phrase in row ${other}` }
    : { code: 'contradiction', row, other, message: `"${intent}" here and "${before}" in row ${other}` }
}

function tooLong({ length }: string): string {
  return `Of ${length} characters only the first ${MODEL_TEXT_LIMIT} are read`
}
