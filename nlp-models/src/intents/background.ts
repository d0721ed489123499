import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ModelFileError } from '../model-file-error.ts'
import type { Language } from '../understanding.ts'

/** Every so manieth phrase is enough to know what other companies are asked, and takes a third of the time. */
const STEP = 3
/** The same from sources and from the build. */
const fileOf = {
  en: fileURLToPath(new URL('../../data/trades.en.jsonl', import.meta.url)),
  zh: fileURLToPath(new URL('../../data/trades.zh.jsonl', import.meta.url)),
} as const
const known = new Map<Language, readonly string[]>()

/** What customers of many other trades say: most of it is none of a company's own matters. @throws {ModelFileError} */
export function backgroundTexts(language: Language): readonly string[] {
  const texts = known.get(language) ?? read(fileOf[language])
  known.set(language, texts)
  return texts
}

function read(path: string): readonly string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
    return lines.filter((_, at) => at % STEP === 0).map((line) => (JSON.parse(line) as { text: string }).text)
  } catch (cause) {
    throw new ModelFileError('model_missing', `No phrases of other trades can be read at ${path}`, { cause })
  }
}
