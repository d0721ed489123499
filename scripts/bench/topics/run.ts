import { resolve } from 'node:path'
import { clusterTopics } from '@parley/nlp-models'
import { table } from '../../lib/table.ts'
import { UsageError } from '../../lib/tool.ts'
import { type LabelledText, readSet } from '../nlu/sets.ts'
import { say } from '../say.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { kMeans } from './k-means.ts'

export interface TopicsFlags {
  readonly data: string
  readonly sets: string
}

interface Figures extends Agreement {
  readonly groups: number
  /** Of the texts that are in a group. */
  readonly clustered: number
  readonly agreementOfClustered: Agreement
  /** Seconds of processor time for 1,000 texts. */
  readonly secondsPer1000: number
}

const USUAL = 'clinc150,banking77,zh_dialogflow_smalltalk'
const HEAD = [
  'texts',
  'groups',
  'in a group',
  'V',
  'ARI',
  'purity',
  'V of those',
  'ARI',
  'purity',
  'CPU s/1,000',
]

/** Topics of labelled utterances, without the labels, beside k-means that is told how many labels there are. */
export async function benchTopics({ data, sets }: TopicsFlags): Promise<void> {
  if (data === '') throw new UsageError('Which sets? --data FOLDER with sets of a test.tsv each.')
  const results: Record<string, unknown> = {}
  for (const name of (sets || USUAL).split(',')) {
    const { test } = await readSet(name, resolve(data))
    const labels = new Set(test.map(({ intent }) => intent)).size
    say(`${name}: ${test.length} texts, ${labels} labels`)
    const parley = await measure(test, async (texts) => await groupsOf(texts))
    const baseline = await measure(test, async (texts) => kMeans(texts, labels))
    console.log(
      `\n${table(
        [`${name}, ${labels} labels`, ...HEAD],
        [row('parley', test.length, parley), row('k-means, true k', test.length, baseline)],
      )}`,
    )
    results[name] = { texts: test.length, labels, parley, baseline }
  }
  console.log(JSON.stringify({ bench: 'topics', sets: results }, (_, value) => rounded(value)))
}

/** A group for each text; what is in none stands alone, with a negative number. */
async function groupsOf(texts: readonly string[]): Promise<readonly number[]> {
  const { topics } = await clusterTopics(texts)
  const groups = texts.map((_, at) => -1 - at)
  topics.forEach(({ members }, topic) => {
    for (const at of members) groups[at] = topic
  })
  return groups
}

async function measure(
  rows: readonly LabelledText[],
  find: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<Figures> {
  const texts = rows.map(({ text }) => text)
  const labels = rows.map(({ intent }) => intent)
  // Once for what is compiled on the way.
  await find(texts.slice(0, 500))
  const before = process.cpuUsage()
  const groups = await find(texts)
  const { user, system } = process.cpuUsage(before)
  const inside = groups.flatMap((group, at) => (group >= 0 ? [at] : []))
  return {
    ...agreementOf(groups, labels),
    groups: new Set(inside.map((at) => groups[at])).size,
    clustered: inside.length / Math.max(1, texts.length),
    agreementOfClustered: agreementOf(
      inside.map((at) => groups[at] as number),
      inside.map((at) => labels[at] as string),
    ),
    secondsPer1000: (user + system) / 1000 / Math.max(1, texts.length),
  }
}

function row(name: string, texts: number, figures: Figures): readonly (string | number)[] {
  const percent = (part: number) => (part * 100).toFixed(1)
  const { vMeasure, ari, purity, agreementOfClustered: inside } = figures
  return [
    name,
    texts,
    figures.groups,
    percent(figures.clustered),
    ...[vMeasure, ari, purity, inside.vMeasure, inside.ari, inside.purity].map(percent),
    figures.secondsPer1000.toFixed(2),
  ]
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value
}
