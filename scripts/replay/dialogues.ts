import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Random } from '../../server/src/demo/random.ts'
import { groupBy } from '../lib/group-by.ts'
import { UsageError } from '../lib/tool.ts'

const LONGEST = 4000
const samples = resolve(import.meta.dirname, '../goals/samples.jsonl')

const Line = z.object({
  conversationId: z.string(),
  language: z.enum(['en', 'zh']),
  turns: z.array(z.object({ from: z.string(), text: z.string() })),
})

/** What one customer says, in order. */
export interface Dialogue {
  readonly id: string
  readonly language: 'en' | 'zh'
  readonly says: readonly string[]
}

/**
 * Reads the customers' side of every conversation of a folder, or the project's own samples.
 * @throws UsageError for a folder without readable conversations
 */
export async function readDialogues(folder: string | undefined): Promise<Dialogue[]> {
  const files = folder === undefined ? [samples] : await filesOf(folder)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const dialogues = texts.flatMap((text, index) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => toDialogue(line, files[index] ?? '')),
  )
  const usable = dialogues.filter(({ says }) => says.length > 0)
  if (usable.length === 0) throw new UsageError(`${folder} holds no conversation in *.jsonl files.`)
  return usable
}

/** Chooses so many, languages in turn by chance; none comes twice before all of its language came. */
export function chooseDialogues(all: readonly Dialogue[], count: number, random: Random): Dialogue[] {
  const languages = [...groupBy(all, ({ language }) => language).values()]
  const decks = languages.map((): Dialogue[] => [])
  return Array.from({ length: count }, () => {
    const index = random.whole(0, languages.length - 1)
    const deck = decks[index] ?? []
    if (deck.length === 0) deck.push(...shuffled(languages[index] ?? [], random))
    const [next] = deck.splice(-1)
    if (!next) throw new Error('There is no conversation to choose from')
    return next
  })
}

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`--data ${folder} is not a folder that can be read.`)
  })
  const files = names.filter((name) => name.endsWith('.jsonl')).sort()
  return files.map((name) => join(folder, name))
}

function toDialogue(line: string, file: string): Dialogue {
  const parsed = Line.safeParse(safeJson(line))
  if (!parsed.success) throw new UsageError(`${file} has a line that is not a conversation.`)
  const { conversationId: id, language, turns } = parsed.data
  const says = turns
    .filter(({ from }) => from === 'customer')
    .map(({ text }) => text.trim().slice(0, LONGEST).trim())
    .filter((text) => text !== '')
  return { id, language, says }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
