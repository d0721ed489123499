import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closingLine } from './lib/closing-line.mjs'
import { modulesAreFresh, nodeComplaint } from './lib/ensure-modules.mjs'
import { createProgress } from './lib/progress.mjs'

let dir
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-scripts-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('%s is new enough', (version) => {
    expect(nodeComplaint(version)).toBeUndefined()
  })
  test.each(['18.20.1', '20.18.9'])('%s is refused in one sentence', (version) => {
    expect(nodeComplaint(version)).toBe(`Parley needs Node 20.19 or newer, and this is ${version}.`)
  })
})

test('packages are fresh only with the stamp of the present lock file', async () => {
  await writeFile(join(dir, 'package-lock.json'), '{}')
  expect(await modulesAreFresh(dir)).toBe(false)
  await mkdir(join(dir, 'node_modules'))
  const stamp = createHash('sha256').update('{}').digest('hex')
  await writeFile(join(dir, 'node_modules', '.parley-lock'), stamp)
  expect(await modulesAreFresh(dir)).toBe(true)
  await writeFile(join(dir, 'package-lock.json'), '{ }')
  expect(await modulesAreFresh(dir)).toBe(false)
})

test("somebody's own npm ci counts too, and packages for other systems need not be there", async () => {
  const one = { version: '1.0.0', integrity: 'sha512-a' }
  const lock = {
    packages: { '': {}, 'node_modules/one': one, 'node_modules/mac': { version: '1.0.0', optional: true } },
  }
  await writeFile(join(dir, 'package-lock.json'), JSON.stringify(lock))
  await mkdir(join(dir, 'node_modules'))
  const there = join(dir, 'node_modules', '.package-lock.json')
  await writeFile(there, JSON.stringify({ packages: { 'node_modules/one': { ...one, version: '0.9.0' } } }))
  expect(await modulesAreFresh(dir)).toBe(false)
  await writeFile(there, JSON.stringify({ packages: { 'node_modules/one': one } }))
  expect(await modulesAreFresh(dir)).toBe(true)
})

describe('the closing line', () => {
  const report = {
    numPassedTests: 12,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  }
  test('names what passed and failed', () => {
    expect(closingLine(report)).toEqual({ line: '12 passed, 0 failed', failed: 0 })
    expect(closingLine({ ...report, numFailedTests: 2, numPendingTests: 3 }).line).toBe(
      '12 passed, 2 failed, 3 skipped',
    )
  })
  test('counts a file that broke before its first test', () => {
    const broken = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] }
    expect(closingLine(broken)).toEqual({ line: '12 passed, 1 failed', failed: 1 })
  })
})

test('progress is plain lines where there is no terminal', async () => {
  let written = ''
  const progress = createProgress({ isTTY: false, write: (text) => (written += text) })
  expect(await progress.during('Building', async () => 7)).toBe(7)
  await expect(progress.during('Failing', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(written).toBe('… Building\n✓ Building\n… Failing\n✗ Failing\n')
})

test('an unknown tool is answered with the list of tools', async () => {
  const run = promisify(execFile)(process.execPath, [join(import.meta.dirname, 'run.mjs'), 'nonsense'])
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Which tool\? One of: /),
  })
})
