/**
 * Measures the embedded store against suites that others wrote: `npm run conformance -- unified|mongoose --suite PATH
 * [--uri URI]`. The suites are not part of this repository. server/embedded-store/README.md says what the words mean.
 */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readFlags, runTool, UsageError } from '../lib/tool.ts'
import { differencesOf } from './lib/differences.ts'
import { report } from './lib/report.ts'
import { checkedUri, STORE_README } from './lib/server-under-test.ts'
import type { SuiteRun } from './lib/suite-run.ts'
import type { Outcome } from './lib/verdict.ts'
import { runMongooseSuite } from './mongoose/run.ts'
import { runUnifiedSuite } from './unified/run.ts'

const SUITES: Readonly<Record<string, (run: SuiteRun) => Promise<Outcome[]>>> = {
  unified: runUnifiedSuite,
  mongoose: runMongooseSuite,
}

await runTool(async (tool) => {
  const [name = '', ...args] = process.argv.slice(2)
  const run = SUITES[name]
  if (!run)
    throw new UsageError(
      `Which suite? One of: ${Object.keys(SUITES).join(', ')}. For example: npm run conformance -- unified --suite PATH`,
    )
  const { suite, uri, only, json } = readFlags(args, {
    suite: 'text',
    uri: 'text',
    only: 'text',
    json: 'text',
  })
  const outcomes = await run({
    suite: await existing(suite),
    only,
    differences: await differencesOf(STORE_README),
    uri: uri === undefined ? undefined : checkedUri(uri),
    tool,
  })
  if (outcomes.length === 0 && only !== undefined) throw new UsageError(`No test has "${only}" in its name.`)
  return report(outcomes, json)
})

async function existing(path: string | undefined): Promise<string> {
  if (!path) throw new UsageError('Where is the suite? Say --suite PATH, a folder that holds it.')
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new UsageError(`There is no suite at ${path}.`)
  if (!found.isDirectory())
    throw new UsageError(`${path} is not a folder; --suite takes the folder of the suite.`)
  return resolve(path)
}
