import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IntentExample, Language } from '@parley/nlp-models'
import { z } from 'zod'
import { OUT_OF_SCOPE } from '../contract/index.ts'

const Texts = z.object({ en: z.string(), zh: z.string() })
const Intents = z.array(z.object({ name: z.string(), title: Texts, description: Texts }))
const Example = z.object({ text: z.string(), intent: z.string() })
const Outside = z.object({ text: z.string() })
const HeldOutLine = z.object({
  text: z.string(),
  language: z.enum(['en', 'zh']),
  intent: z.string(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).optional(),
})
const LANGUAGES: readonly Language[] = ['en', 'zh']
/** How the held-out file names what no intent is meant for. */
const FILE_OUT_OF_SCOPE = 'oos'

/** What Parley itself brings to every training. */
export interface Phrases {
  examples: IntentExample[]
  /** Names and descriptions of the intents. */
  titles: IntentExample[]
  outOfScope: string[]
}

/** Reads the phrases of a folder of training data (nlp-models/data/README.md says what lies in it). */
export async function readPhrases(folder: string): Promise<Phrases> {
  const [intents, examples, outside] = await Promise.all([
    readIntents(folder),
    readBoth(folder, 'intents', Example),
    readBoth(folder, 'out-of-scope', Outside),
  ])
  return {
    examples,
    titles: intents.flatMap(({ name, title, description }) =>
      [...Object.values(title), ...Object.values(description)].map((text) => ({ text, intent: name })),
    ),
    outOfScope: outside.map(({ text }) => text),
  }
}

/** Utterances that no training sees; none when the folder has no such file. */
export async function readHeldOutFile(folder: string) {
  const lines = await readLines(join(folder, 'heldout.jsonl'), HeldOutLine)
  return lines.map(({ intent, sentiment, ...line }) => ({
    ...line,
    meant: intent === FILE_OUT_OF_SCOPE ? OUT_OF_SCOPE : intent,
    ...(sentiment ? { mood: sentiment } : {}),
  }))
}

/** Names that a label may have, beside `none`. */
export async function readIntentNames(folder: string): Promise<Set<string>> {
  return new Set((await readIntents(folder)).map(({ name }) => name))
}

async function readIntents(folder: string) {
  return Intents.parse(JSON.parse(await readFile(join(folder, 'intents.json'), 'utf8')))
}

async function readBoth<S extends z.ZodType>(folder: string, name: string, line: S): Promise<z.output<S>[]> {
  const files = LANGUAGES.map((language) => readLines(join(folder, `${name}.${language}.jsonl`), line))
  return (await Promise.all(files)).flat()
}

async function readLines<S extends z.ZodType>(file: string, line: S): Promise<z.output<S>[]> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return content
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)))
}
