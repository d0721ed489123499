import { mongo } from 'mongoose'
import { say } from '../lib/say.ts'
import { openStore } from '../lib/server-under-test.ts'
import type { SuiteRun } from '../lib/suite-run.ts'
import { countVerdicts, type Outcome } from '../lib/verdict.ts'
import { type FileRun, judgeFile } from './judge.ts'
import { findLayout } from './layout.ts'
import { runFile } from './mocha.ts'
import { suiteTools } from './suite-tools.ts'
import { prepareWorkspace } from './workspace.ts'

/** The databases that mongoose's tests write to. */
const DATABASES = ['mongoose_test', 'mongoose_test_2']

/** Runs mongoose's own tests, one file after another, each in its own process and on empty databases. */
export async function runMongooseSuite({
  suite,
  only,
  differences,
  uri: given,
  tool,
}: SuiteRun): Promise<Outcome[]> {
  const layout = await findLayout(suite)
  const named = layout.files.filter((file) => only !== undefined && `test/${file}`.includes(only))
  const files = named.length > 0 ? named : layout.files
  const workspace = await prepareWorkspace(layout, await suiteTools(), tool)
  const uri = given ?? (await openStore(tool))
  const options = {
    workspace,
    uri: withDatabase(uri, DATABASES[0] ?? ''),
    only: named.length > 0 ? undefined : only,
  }
  const code = layout.repository ? 'the copy' : 'this project'
  say(`${files.length} test files with the mongoose of ${code}`)
  const outcomes: Outcome[] = []
  for (const [index, file] of files.entries()) {
    if (tool.signal.aborted) break
    if (file.startsWith('encryption/')) {
      outcomes.push({
        file: `test/${file}`,
        name: '(the whole file)',
        verdict: 'skipped',
        reason: 'needs client-side encryption',
      })
      continue
    }
    await emptyDatabases(uri)
    const run = await runFile(file, options)
    const found = options.only !== undefined && !hasTests(run) ? [] : judgeFile(run, differences)
    outcomes.push(...found)
    const { passed, ...others } = countVerdicts(found)
    const rest = Object.entries(others).flatMap(([verdict, count]) =>
      count > 0 ? `${count} ${verdict}` : [],
    )
    say(`${index + 1}/${files.length} ${file}: ${[`${passed} passed`, ...rest].join(', ')}`)
  }
  return outcomes
}

/** With --only a file may have nothing to do, or may not even load; that is not what was asked. */
function hasTests({ events }: FileRun): boolean {
  return events.some((event) => event.event === 'plan' && event.tests.length > 0)
}

/** The address with another database, its options kept. */
export function withDatabase(uri: string, database: string): string {
  const [, start = uri, , query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(uri) ?? []
  return `${start}/${database}${query}`
}

async function emptyDatabases(uri: string): Promise<void> {
  const client = await new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect()
  try {
    for (const name of DATABASES) await client.db(name).dropDatabase()
  } finally {
    await client.close()
  }
}
