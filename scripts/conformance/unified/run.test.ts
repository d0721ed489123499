import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Tool } from '../../lib/tool.ts'
import type { SuiteRun } from '../lib/suite-run.ts'
import { runUnifiedSuite } from './run.ts'

const cleanUps: (() => Promise<void>)[] = []
const tool: Tool = {
  defer: (cleanUp) => void cleanUps.push(cleanUp),
  signal: new AbortController().signal,
}
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const run: SuiteRun = {
  suite: join(import.meta.dirname, 'fixture'),
  only: undefined,
  differences: new Set(['own-tests.json: is wrong about the events']),
  uri: undefined,
  tool,
}

test('the runner tells what passes from what is refused, different, wrong or left out', async () => {
  const outcomes = await runUnifiedSuite(run)
  expect(outcomes.map(({ name, verdict, reason }) => [name, verdict, reason?.slice(0, 60)])).toEqual([
    ['reads, and sees its command', 'passed', undefined],
    ['tries a numbered write again after a lost connection', 'passed', undefined],
    ['gets the error that it expects', 'passed', undefined],
    ['is refused', 'refused', expect.stringContaining('$where is not supported by the embedded store')],
    ['is wrong about the outcome', 'wrong', 'outcome of tins: expected 0 elements, got [{"_id":2,"label":'],
    ['is wrong about the events', 'different', expect.stringContaining('shop: expected 0 events')],
    ['needs another server', 'skipped', 'needs sharded / needs MongoDB 99.0 or newer'],
  ])
})
