import { mongo } from 'mongoose'
import { say } from '../lib/say.ts'
import { guardedStore } from '../lib/server-under-test.ts'
import type { SuiteRun } from '../lib/suite-run.ts'
import type { Outcome } from '../lib/verdict.ts'
import { driverFact } from './driver-facts.ts'
import type { MongoClient } from './entities.ts'
import { type Deployment, describeDeployment, unmetRequirement } from './requirements.ts'
import type { Test, TestFile } from './schema.ts'
import { readSuite, type SuiteFile } from './suite.ts'
import { type Bench, runTest } from './test-case.ts'

const SAY_EVERY_MS = 10_000

/** Runs every test of the unified format below a folder, one after another. */
export async function runUnifiedSuite({ suite, only, differences, uri, tool }: SuiteRun): Promise<Outcome[]> {
  const files = await readSuite(suite)
  const tests = files.flatMap((file) => file.content.tests.map((test) => ({ file, test })))
  const wanted = tests.filter(({ file, test }) => only === undefined || nameOf(file, test).includes(only))
  if (wanted.length === 0) return []
  const address = uri ?? (await guardedStore(tool))
  const admin = await connect(address)
  try {
    const deployment = await describeDeployment(admin)
    const bench: Bench = { uri: fullAddress(address, deployment, await setNameOf(admin)), admin }
    say(
      `MongoDB ${deployment.version} (${deployment.topology}); ${wanted.length} tests of ${files.length} files`,
    )
    const outcomes: Outcome[] = []
    let said = Date.now()
    for (const { file, test } of wanted) {
      outcomes.push(await judge({ file, test, deployment, bench, differences }))
      if (Date.now() - said > SAY_EVERY_MS) {
        said = Date.now()
        say(`${outcomes.length} of ${wanted.length}`)
      }
    }
    return outcomes
  } finally {
    await admin.close(true)
  }
}

interface Candidate {
  readonly file: SuiteFile
  readonly test: Test
  readonly deployment: Deployment
  readonly bench: Bench
  readonly differences: ReadonlySet<string>
}

async function judge({ file, test, deployment, bench, differences }: Candidate): Promise<Outcome> {
  const place = { file: file.path, name: test.description }
  const reason = skipReason(file.content, test, deployment)
  if (reason !== undefined) return { ...place, verdict: 'skipped', reason }
  const result = await runTest(file.content, test, bench)
  if (result.verdict === 'wrong' && differences.has(nameOf(file, test)))
    return { ...place, ...result, verdict: 'different' }
  return { ...place, ...result }
}

/** A test's own requirements replace those of its file only where both are met. */
export function skipReason(file: TestFile, test: Test, deployment: Deployment): string | undefined {
  if (!/^1\./.test(file.schemaVersion)) return `schema version ${file.schemaVersion} of the test format`
  return (
    test.skipReason ??
    unmetRequirement(file.runOnRequirements, deployment) ??
    unmetRequirement(test.runOnRequirements, deployment) ??
    driverFact(test)
  )
}

function nameOf({ path }: SuiteFile, { description }: Test): string {
  return `${path}: ${description}`
}

async function connect(uri: string): Promise<MongoClient> {
  return new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect()
}

async function setNameOf(admin: MongoClient): Promise<string | undefined> {
  const { setName } = await admin.db('admin').command({ hello: 1 })
  return setName
}

/** A test of a replica set needs a driver that knows that it talks to one, which a direct connection does not. */
export function fullAddress(uri: string, { topology }: Deployment, setName: string | undefined): string {
  if (topology !== 'replicaset' || !setName || !/[?&]directConnection=true/.test(uri)) return uri
  return uri.replace(/directConnection=true/, `replicaSet=${encodeURIComponent(setName)}`)
}
