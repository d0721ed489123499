import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const DATA = resolve(import.meta.dirname, '../../nlp-models/data')
const TRAINING_FILES = ['intents', 'out-of-scope', 'sentiment'].flatMap((name) => [
  `${name}.en.jsonl`,
  `${name}.zh.jsonl`,
])

export interface HeldOut {
  readonly text: string
  readonly language: 'en' | 'zh'
  readonly intent: string
  readonly sentiment?: string
}

/** What a text says without case, punctuation and spacing; a text of signs only is itself. */
export function plain(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return words === '' ? text : words
}

/** The held-out texts that say the same as a training text, in their order: they are no test of a model. */
export function alsoInTraining(heldOut: readonly string[], training: readonly string[]): readonly string[] {
  const known = new Set(training.map(plain))
  return heldOut.filter((text) => known.has(plain(text)))
}

/** The utterances that the shipped model is scored on. */
export async function readHeldOut(): Promise<readonly HeldOut[]> {
  return readLines('heldout.jsonl')
}

/** Every text of the project's own training data: phrases, and names and descriptions of the intents. */
export async function readTrainingTexts(): Promise<readonly string[]> {
  const files = await Promise.all(TRAINING_FILES.map((name) => readLines<{ text: string }>(name)))
  const intents = JSON.parse(await readFile(resolve(DATA, 'intents.json'), 'utf8')) as {
    title: Record<string, string>
    description: Record<string, string>
  }[]
  return [
    ...files.flat().map(({ text }) => text),
    ...intents.flatMap(({ title, description }) => [...Object.values(title), ...Object.values(description)]),
  ]
}

async function readLines<T>(name: string): Promise<T[]> {
  const content = await readFile(resolve(DATA, name), 'utf8')
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
