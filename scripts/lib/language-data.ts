import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { LanguageData } from '@parley/nlp-models'

const DATA = resolve(import.meta.dirname, '../../nlp-models/data')

/** A text in one language, for tests only. */
export interface LanguageTest {
  readonly text: string
  readonly language: string
}

/** A text in which two languages meet, or a name of neither; `language` is that of most of it. */
export interface MixedTest extends LanguageTest {
  readonly languages: readonly string[]
}

/** What the shipped model of languages learnt from. */
export async function readLanguageData(): Promise<LanguageData> {
  const [texts, words] = await Promise.all([
    readLines<LanguageData['texts'][number]>('languages.jsonl'),
    readLines<LanguageData['words'][number]>('languages.words.jsonl'),
  ])
  return { texts, words }
}

export function readLanguageTests(): Promise<readonly LanguageTest[]> {
  return readLines('languages.test.jsonl')
}

export function readMixedTests(): Promise<readonly MixedTest[]> {
  return readLines('languages.mixed.jsonl')
}

async function readLines<T>(name: string): Promise<readonly T[]> {
  const content = await readFile(resolve(DATA, name), 'utf8')
  return content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}
