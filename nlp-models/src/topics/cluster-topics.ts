import type { Model } from '../model.ts'
import type { Language } from '../understanding.ts'
import { describeTopics, type Group, type Topic } from './describe.ts'
import { type Distinct, distinctOf } from './distinct.ts'
import { embed } from './embed.ts'
import { mergeGroups } from './merge.ts'
import { nearestOf } from './neighbours.ts'
import { type ClusterProgress, stepOf } from './step.ts'
import { typicalOf } from './typical.ts'

export interface ClusterOptions {
  /** Corrects slips of typing, knows order numbers, and names the nearest intent. */
  readonly model?: Model
  /** Fewer utterances make no topic; repetitions count. Default 3. */
  readonly least?: number
  /** Average cosine of a topic's pairs at which merging ends, 0 to 1: higher for more, narrower topics. By language else. */
  readonly likeness?: number
  readonly onProgress?: (progress: ClusterProgress) => void
  readonly signal?: AbortSignal
}

export interface Clustering {
  /** The largest first; of equals in alphabetical order of the example. */
  readonly topics: readonly Topic[]
  /** Places in the input of what belongs to no topic, ascending. */
  readonly unclustered: readonly number[]
}

export const MOST_UTTERANCES = 20_000
const USUAL_LEAST = 3
const NEIGHBOURS = 15
/**
 * Chosen on validation parts of HWU64, CLINC150 and MultiDoGO, and on the training part of Chinese small talk, never on what
 * `bench -- topics` reports. Chinese is lower as it has no word vectors: texts that mean the same share less.
 */
const LIKENESS: Readonly<Record<Language, number>> = { en: 0.3, zh: 0.18 }

/**
 * Finds what many utterances are about that nothing is known of: topics without a fixed number, the rest left out. The same in
 * other words but for marks, capitals and order numbers counts once; each language is taken for itself. Nearest neighbours
 * (`neighbours.ts`) are merged by average linkage (`merge.ts`) until the best pair of groups is less alike than `likeness`.
 * The same utterances give the same topics, in whatever order they come. Others get their turn in between.
 * @throws RangeError for more than 20,000 utterances; what the signal was aborted with
 */
export async function clusterTopics(
  utterances: readonly string[],
  options: ClusterOptions = {},
): Promise<Clustering> {
  if (utterances.length > MOST_UTTERANCES)
    throw new RangeError(`${utterances.length} utterances are more than ${MOST_UTTERANCES}`)
  const { model, least = USUAL_LEAST, onProgress, signal } = options
  signal?.throwIfAborted()
  const distinct = await distinctOf(utterances, model, stepOf('reading', onProgress, signal))
  const found: Group[] = []
  for (const language of ['en', 'zh'] as const) {
    const own = distinct.filter((one) => one.language === language)
    found.push(...(await groupsOf(own, language, options)))
  }
  const topics = await describeTopics(
    found.filter(({ members }) => sizeOf(members) >= least),
    model,
    stepOf('describing', onProgress, signal),
  )
  const inTopics = new Set(topics.flatMap(({ members }) => members))
  return { topics, unclustered: utterances.flatMap((_, place) => (inTopics.has(place) ? [] : [place])) }
}

async function groupsOf(
  distinct: readonly Distinct[],
  language: Language,
  { likeness = LIKENESS[language], onProgress, signal }: ClusterOptions,
): Promise<readonly Group[]> {
  const embedded = await embed(distinct, stepOf('reading', onProgress, signal))
  const neighbours = await nearestOf(embedded, NEIGHBOURS, stepOf('neighbours', onProgress, signal))
  const names = await mergeGroups(embedded, neighbours, likeness, stepOf('merging', onProgress, signal))
  const groups = new Map<number, number[]>()
  names.forEach((name, row) => {
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  })
  return [...groups.values()].map((rows) => {
    const { rows: ordered, cohesion } = typicalOf(embedded, rows)
    return { members: ordered.flatMap((row) => distinct[row] ?? []), language, cohesion }
  })
}

function sizeOf(members: readonly Distinct[]): number {
  return members.reduce((sum, { places }) => sum + places.length, 0)
}
