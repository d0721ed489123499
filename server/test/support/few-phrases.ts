import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/stack.ts'

const INTENTS = [
  'order.status',
  'order.cancel',
  'refund.status',
  'store.hours',
  'promo.code',
  'agent.request',
]

/** Writes a part of Parley's phrases, for tests of a training that are not about how good it is. */
export async function fewPhrases(dir: string): Promise<void> {
  const from = join(root, 'nlp-models', 'data')
  await mkdir(dir, { recursive: true })
  const lines = async (name: string) => (await readFile(join(from, name), 'utf8')).trim().split('\n')
  const write = async (name: string, chosen: string[]) =>
    await writeFile(join(dir, name), `${chosen.join('\n')}\n`)
  const intentOf = (line: string) => (JSON.parse(line) as { intent: string }).intent
  const intents = JSON.parse(await readFile(join(from, 'intents.json'), 'utf8')) as { name: string }[]
  await writeFile(
    join(dir, 'intents.json'),
    JSON.stringify(intents.filter(({ name }) => INTENTS.includes(name))),
  )
  for (const language of ['en', 'zh']) {
    const all = await lines(`intents.${language}.jsonl`)
    await write(
      `intents.${language}.jsonl`,
      INTENTS.flatMap((intent) => all.filter((line) => intentOf(line) === intent).slice(0, 15)),
    )
    await write(
      `out-of-scope.${language}.jsonl`,
      (await lines(`out-of-scope.${language}.jsonl`)).slice(0, 40),
    )
  }
  const known = [...INTENTS, 'oos']
  await write(
    'heldout.jsonl',
    (await lines('heldout.jsonl')).filter((line) => known.includes(intentOf(line))),
  )
}
