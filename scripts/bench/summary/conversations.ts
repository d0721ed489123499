import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Turn } from '@parley/nlp-models'
import { UsageError } from '../../lib/tool.ts'

/** A turn with what its labels say it does. */
export interface LabelledTurn extends Turn {
  readonly labels: readonly string[]
}

export interface Conversation {
  readonly id: string
  /** The file that it is from. */
  readonly domain: string
  readonly language: 'en' | 'zh'
  readonly turns: readonly LabelledTurn[]
}

interface Line {
  readonly conversationId: string
  readonly language: 'en' | 'zh'
  readonly turns: readonly {
    readonly from: 'customer' | 'agent'
    readonly text: string
    readonly intents?: string[]
  }[]
}

/** Labels of turns that say nothing of what somebody came for. */
const GENERIC =
  /^(?:|openinggreeting|closinggreeting|thankyou|confirmation|rejection|contentonly|outofdomain|General_.*|.* .*)$/

/** Labels of a turn that name a matter. */
export function mattersOf({ labels }: LabelledTurn): readonly string[] {
  return labels.filter((label) => !GENERIC.test(label))
}

/** One half, by a hash of the id: parameters were chosen on `choose`, figures are those of `report`. */
export function halfOf({ id }: Conversation): 'choose' | 'report' {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) & 1) === 0 ? 'choose' : 'report'
}

/**
 * Conversations of all `*.jsonl` of `dialogues` in a folder. Chinese ones have no labels; they get them from
 * `zh_crosswoz_user_acts`, where the same words have the same acts. @throws UsageError without any conversation
 */
export async function readConversations(data: string): Promise<readonly Conversation[]> {
  const folder = join(resolve(data), 'dialogues')
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl')).sort()
  if (files.length === 0)
    throw new UsageError(`There are no conversations in ${folder}; --data takes its parent.`)
  const acts = await readActs(resolve(data))
  const read = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return read.flatMap((content, at) => {
    const domain = basename(files[at] ?? '', '.jsonl')
    return content
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => conversationOf(JSON.parse(line) as Line, domain, acts))
  })
}

function conversationOf(
  line: Line,
  domain: string,
  acts: ReadonlyMap<string, readonly string[]>,
): Conversation {
  const { conversationId: id, language } = line
  const turns = line.turns.map(({ from, text, intents }) => ({
    from,
    text,
    labels: intents ?? (from === 'customer' ? (acts.get(text) ?? []) : []),
  }))
  return { id, domain, language, turns }
}

async function readActs(data: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const acts = new Map<string, readonly string[]>()
  for (const part of ['train', 'test']) {
    const path = join(data, 'zh_crosswoz_user_acts', `${part}_multilabel.tsv`)
    if (!existsSync(path)) continue
    for (const line of (await readFile(path, 'utf8')).split('\n')) {
      const [text = '', labels = ''] = line.split('\t')
      acts.set(text, labels.split('|'))
    }
  }
  return acts
}
