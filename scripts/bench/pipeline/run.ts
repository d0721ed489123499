import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { defaultModelPath, loadModel, type Model, trainModel, understand } from '@parley/nlp-models'
import { percentile } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { UsageError } from '../../lib/tool.ts'
import { scanOptions } from '../entities/cases.ts'
import { type DataSet, readSet } from '../nlu/sets.ts'
import { rateOf, slowRateOf } from '../rate-of.ts'
import { say } from '../say.ts'

const SETS = ['banking77', 'clinc150'] as const
/** Training the peer on the larger set takes minutes and makes it only slower. */
const PEER_SET = 'banking77'

interface Row {
  readonly name: string
  readonly intents: number
  readonly perSecond: number
  readonly p50Ms?: number
  readonly p99Ms?: number
}

/**
 * What one core reads in a second when everything is asked for: language, intents, scope, sentiment and entities with
 * a company's products; and node-nlp's `process` with its recognition of entities and its sentiment, in the same run.
 */
export async function benchPipeline({ data }: { data: string }): Promise<void> {
  if (data === '') throw new UsageError('Which data? --data FOLDER with banking77 and clinc150.')
  const rows: Row[] = []
  for (const name of SETS) {
    say(`parley learns ${name}`)
    rows.push(await measureParley(await readSet(name, resolve(data))))
  }
  say(`node-nlp learns ${PEER_SET}`)
  rows.push(await measurePeer(await readSet(PEER_SET, resolve(data))))
  console.log(
    table(
      ['whole message', 'intents', 'messages/s', 'p50 ms', 'p99 ms'],
      rows.map((row) => [
        row.name,
        row.intents,
        Math.round(row.perSecond).toLocaleString('en'),
        row.p50Ms?.toFixed(3) ?? '',
        row.p99Ms?.toFixed(3) ?? '',
      ]),
    ),
  )
  const [first, , peer] = rows as [Row, Row, Row]
  const ratio = Math.round(first.perSecond / peer.perSecond)
  console.log(`\n${ratio} times node-nlp's process with entities, on the same texts`)
  console.log(JSON.stringify({ bench: 'pipeline', rows, ratio }))
}

async function measureParley({ name, train, test, outside }: DataSet): Promise<Row> {
  const base = await loadModel(defaultModelPath)
  const { model } = await trainModel({ intents: train, outOfScope: outside.train }, { base })
  const options = await scanOptions()
  const texts = test.map(({ text }) => text)
  const perSecond = rateOf(texts, (text) => understand(model, text, options))
  const times = texts.map((text) => timeOf(model, text, options))
  const [p50Ms, p99Ms] = [0.5, 0.99].map((part) => Number(percentile(times, part).toFixed(4))) as [
    number,
    number,
  ]
  return {
    name: `parley, ${name}`,
    intents: model.intents.classes.length,
    perSecond: Math.round(perSecond),
    p50Ms,
    p99Ms,
  }
}

function timeOf(model: Model, text: string, options: Parameters<typeof understand>[2]): number {
  const started = performance.now()
  understand(model, text, options)
  return performance.now() - started
}

interface PeerManager {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<unknown>
}

const require = createRequire(new URL('../../../nlp-models/package.json', import.meta.url))

async function measurePeer({ name, train, test }: DataSet): Promise<Row> {
  const { NlpManager } = require('node-nlp') as { NlpManager: new (settings: object) => PeerManager }
  const manager = new NlpManager({
    languages: ['en'],
    forceNER: true,
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  })
  for (const { text, intent } of train) manager.addDocument('en', text, intent)
  await manager.train()
  const perSecond = await slowRateOf(test, ({ text }) => manager.process('en', text))
  const intents = new Set(train.map(({ intent }) => intent)).size
  return { name: `node-nlp, ${name}`, intents, perSecond: Math.round(perSecond) }
}
