/**
 * Trains the model of languages that Parley ships with: `npm run train:languages -- [--out FILE]`. It learns from
 * nlp-models/data/languages.jsonl and languages.words.jsonl alone, takes some ten seconds of one core, and gives the same bytes
 * each time. The figures are out of fold, on the training texts; `npm run bench -- languages` has those on the test texts.
 */
import { rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defaultLanguageModelPath, trainLanguages } from '@parley/nlp-models'
import { readLanguageData } from './lib/language-data.ts'
import { table } from './lib/table.ts'
import { readFlags, runTool } from './lib/tool.ts'

await runTool(async () => {
  const { out = defaultLanguageModelPath } = readFlags(process.argv.slice(2), { out: 'text' })
  const path = resolve(out)
  const { bytes, metrics } = trainLanguages(await readLanguageData())
  await writeFile(`${path}.tmp`, bytes)
  await rename(`${path}.tmp`, path)
  const rows = metrics.map(({ script, texts, accuracy, falselyMixed }) => [
    script,
    texts,
    percent(accuracy),
    percent(falselyMixed),
  ])
  console.log(table(['out of fold', 'texts', 'right', 'taken for mixed'], rows))
  console.log(`wrote ${path} (${bytes.length} bytes)`)
  return 0
})

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
