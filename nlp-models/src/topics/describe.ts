import type { Model } from '../model.ts'
import { understand } from '../understand.ts'
import type { Language, RankedIntent } from '../understanding.ts'
import type { Distinct } from './distinct.ts'
import type { Step } from './step.ts'
import { labelsOf, nameOf } from './topic-labels.ts'

/** Utterances that are about the same. */
export interface Topic {
  /** Places in the input, ascending; so many are its size. */
  readonly members: readonly number[]
  readonly language: Language
  /** Words that these say and other topics do not, the best first. */
  readonly label: readonly string[]
  /** A name for an intent, of the label's words, as `card.lost`; two topics may have the same. */
  readonly proposedName: string
  /** The utterance that is most like all others. */
  readonly example: string
  /** The example and others, the most typical first, none twice. */
  readonly examples: readonly string[]
  /** Average cosine of two different utterances, -1 to 1; 1 where all are the same. */
  readonly cohesion: number
  /** What the model takes them for: the intent with the highest mean confidence over the examples. */
  readonly nearestIntent?: RankedIntent
}

/** Utterances that were found to belong together, the most typical first. */
export interface Group {
  readonly members: readonly Distinct[]
  readonly language: Language
  readonly cohesion: number
}

const MOST_EXAMPLES = 8

/** Says what groups are about, the largest first. */
export async function describeTopics(
  groups: readonly Group[],
  model: Model | undefined,
  step: Step,
): Promise<readonly Topic[]> {
  const labels = await labelsOf(
    groups.map(({ members }) => members),
    step,
  )
  const topics: Topic[] = []
  for (const [at, { members, language, cohesion }] of groups.entries()) {
    await step(at, groups.length)
    const label = labels[at] ?? []
    const examples = members.slice(0, MOST_EXAMPLES).map(({ text }) => text)
    const nearest = model ? nearestIntent(model, examples) : undefined
    topics.push({
      members: members.flatMap(({ places }) => places).toSorted((a, b) => a - b),
      language,
      label,
      proposedName: nameOf(label, members[0]),
      example: examples[0] ?? '',
      examples,
      cohesion,
      ...(nearest ? { nearestIntent: nearest } : {}),
    })
  }
  return topics.toSorted((a, b) => b.members.length - a.members.length || (a.example < b.example ? -1 : 1))
}

function nearestIntent(model: Model, examples: readonly string[]): RankedIntent | undefined {
  const sums = new Map<string, number>()
  for (const example of examples)
    for (const { intent, confidence } of understand(model, example).intents)
      sums.set(intent, (sums.get(intent) ?? 0) + confidence)
  const [best] = [...sums].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best && { intent: best[0], confidence: best[1] / examples.length }
}
