import { FNV_OFFSET, finishHash, hashText } from '../text/hash.ts'
import { hashWord, mostFeatures } from './features.ts'
import type { LanguageGroup } from './language-model.ts'
import { SCRIPT } from './letters.ts'
import { LetterReader, UNITS_READ } from './reader.ts'

/** Texts whose language is known. */
export interface LanguageData {
  readonly texts: readonly { readonly text: string; readonly language: string }[]
  /** Words of each language, apart by spaces, mostly those that hold sentences together. */
  readonly words: readonly { readonly language: string; readonly words: string }[]
}

export interface LanguageSample {
  readonly text: string
  /** Number of the language in its group. */
  readonly label: number
  readonly importance: number
  /** Which part of the cross-validation it belongs to; -1 is learnt in all of them. */
  readonly fold: number
  /** A text as it was written, not made of one. */
  readonly whole: boolean
  readonly rows: Uint16Array
}

export type GroupShape = Pick<LanguageGroup, 'script' | 'languages' | 'buckets'>

export const FOLDS = 5
/** What is made of a text counts less than the text; by cross-validation, which hardly minds. */
const MADE = 0.5
const FRAGMENTS = 2
const LONGEST_FRAGMENT = 3
/** Letters that are no letter with a mark, but lose theirs on a phone all the same. */
const BARE: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', đ: 'd', ø: 'o', æ: 'ae', ı: 'i' }

const reader = new LetterReader()
const rows = new Uint16Array(mostFeatures(UNITS_READ))

/**
 * The samples that a group learns from: each text, the same without accents, as people type on phones, two pieces of one to
 * three words, and the words of the list. The order follows from the seed alone.
 */
export function samplesOf(data: LanguageData, shape: GroupShape, seed: number): readonly LanguageSample[] {
  const start = hashText(FNV_OFFSET ^ seed, '')
  const samples: { sample: LanguageSample; order: number }[] = []
  const add = (sample: Omit<LanguageSample, 'rows'>): void => {
    const found = rowsOf(sample.text, shape)
    const order = finishHash(hashText(start, sample.text))
    if (found.length > 0) samples.push({ sample: { ...sample, rows: found }, order })
  }
  for (const { text, language } of data.texts) {
    const label = shape.languages.indexOf(language)
    if (label < 0) continue
    const hash = finishHash(hashText(start, text))
    const made = { label, importance: MADE, fold: hash % FOLDS, whole: false }
    add({ ...made, text, importance: 1, whole: true })
    for (const one of [...bareForm(text, shape), ...fragmentsOf(text, hash)]) add({ ...made, text: one })
  }
  for (const { language, words } of data.words) {
    const made = { label: shape.languages.indexOf(language), fold: -1, whole: false }
    if (made.label < 0) continue
    for (const text of words.split(' ')) {
      add({ ...made, text, importance: 1 })
      for (const bare of bareForm(text, shape)) add({ ...made, text: bare, importance: MADE })
    }
  }
  // Texts of two languages may be alike: then the first written comes first.
  return samples.sort((a, b) => a.order - b.order).map(({ sample }) => sample)
}

function rowsOf(text: string, { script, buckets }: GroupShape): Uint16Array {
  reader.read(text)
  let length = 0
  for (let word = 0; word < reader.words; word++) {
    if (reader.script[word] !== SCRIPT[script]) continue
    const span = { from: reader.from[word] as number, to: reader.to[word] as number }
    length += hashWord(reader.units, span, buckets, rows, length)
  }
  return rows.slice(0, length)
}

/** The text without accents, if it has any. Cyrillic keeps its marks: they are on every keyboard that has the letters. */
function bareForm(text: string, { script }: GroupShape): readonly string[] {
  if (script === 'cyrillic') return []
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßłđøæı]/g, (letter) => BARE[letter] ?? letter)
  return bare === text.normalize('NFD') ? [] : [bare]
}

/** Pieces of a longer text at places that its hash chooses; every other one without accents. */
function fragmentsOf(text: string, hash: number): readonly string[] {
  const words = text.split(' ')
  if (words.length < LONGEST_FRAGMENT) return []
  return Array.from({ length: FRAGMENTS }, (_, number) => {
    const chance = finishHash(hashText(hash, String(number)))
    const length = 1 + (chance % LONGEST_FRAGMENT)
    const from = (chance >>> 8) % (words.length - length + 1)
    const piece = words.slice(from, from + length).join(' ')
    return number % 2 === 0 ? piece : piece.normalize('NFD').replace(/\p{M}/gu, '')
  })
}
