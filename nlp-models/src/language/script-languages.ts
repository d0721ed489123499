import type { Evidence } from './evidence.ts'
import { SCRIPT } from './letters.ts'
import type { LetterReader } from './reader.ts'

/** Language of letters that no language is known of. */
export const UNDETERMINED = 'und'

interface ScriptLanguage {
  readonly script: number
  readonly language: string
  /** How likely the script alone makes the language: others that we do not know share some of them. */
  readonly certainty: number
  /** Latin letters that one letter is worth. */
  readonly weight: number
}

// The certainties are estimates of who writes to a shop, not measurements: Persian and Urdu, Marathi and Nepali exist.
const LANGUAGES: readonly ScriptLanguage[] = [
  { script: SCRIPT.hangul, language: 'ko', certainty: 0.99, weight: 2.5 },
  { script: SCRIPT.arabic, language: 'ar', certainty: 0.95, weight: 1 },
  { script: SCRIPT.devanagari, language: 'hi', certainty: 0.93, weight: 1 },
  { script: SCRIPT.thai, language: 'th', certainty: 0.99, weight: 1 },
  { script: SCRIPT.greek, language: 'el', certainty: 0.99, weight: 1 },
  { script: SCRIPT.hebrew, language: 'he', certainty: 0.98, weight: 1 },
  { script: SCRIPT.other, language: UNDETERMINED, certainty: 0, weight: 1 },
]
const CHINESE = 'zh'
const JAPANESE = 'ja'
// A Chinese character weighs as much as a Latin word, as in `detectLanguage`.
const HAN_WEIGHT = 5
const KANA_WEIGHT = 2.5
/** Share of kana from which a run, or the whole text, is Japanese: about half of Japanese is kana, of Chinese none. */
const JAPANESE_FROM = 0.2
/** Chance that Han without kana is Japanese: headings such as "返品希望" are, whole sentences are not. */
const HEADING = { longest: 4, japanese: 0.15, sentence: 0.02 }
const KANA_CERTAINTY = 0.99

/** Languages that a script decides, in a fixed order. */
export const SCRIPT_LANGUAGES: readonly string[] = [
  CHINESE,
  JAPANESE,
  ...LANGUAGES.map(({ language }) => language),
]

/** Adds what the scripts alone say; `first` is the number of the first of `SCRIPT_LANGUAGES`. */
export function addScripts(evidence: Evidence, reader: LetterReader, first: number): void {
  addChinese(evidence, reader, first)
  for (const [index, { script, certainty, weight }] of LANGUAGES.entries()) {
    const letters = reader.letters[script] as number
    if (letters === 0) continue
    const from = evidence.push(letters * weight)
    evidence.chances[from + first + 2 + index] = certainty * familiarity(letters)
  }
}

function addChinese(evidence: Evidence, reader: LetterReader, first: number): void {
  const surely = reader.letters[SCRIPT.chinese] as number
  const han = (reader.letters[SCRIPT.han] as number) + surely
  const kana = reader.letters[SCRIPT.kana] as number
  if (han + kana === 0) return
  const all = isJapanese(han, kana)
  const japanese = { han: 0, kana: 0 }
  for (let run = 0; run < reader.runs; run++) {
    const hanHere = reader.han[run] as number
    const kanaHere = reader.kana[run] as number
    if (!all && !isJapanese(hanHere, kanaHere)) continue
    japanese.han += hanHere
    japanese.kana += kanaHere
  }
  const inJapanese = japanese.han + japanese.kana
  if (inJapanese > 0) {
    const from = evidence.push(japanese.han * HAN_WEIGHT + japanese.kana * KANA_WEIGHT)
    evidence.chances[from + first + 1] = KANA_CERTAINTY * familiarity(inJapanese)
  }
  const inChinese = han + kana - inJapanese
  if (inChinese === 0) return
  const from = evidence.push((han - japanese.han) * HAN_WEIGHT + (kana - japanese.kana) * KANA_WEIGHT)
  const chance = surely > 0 || inChinese > HEADING.longest ? HEADING.sentence : HEADING.japanese
  evidence.chances[from + first] = 1 - chance
  evidence.chances[from + first + 1] = chance
}

function isJapanese(han: number, kana: number): boolean {
  return kana > 0 && kana >= (han + kana) * JAPANESE_FROM
}

/** A single foreign letter may be a sign ("Ω"), three are a word. */
function familiarity(letters: number): number {
  return 1 - 0.5 ** letters
}
