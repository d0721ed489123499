import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileRun, SuiteEvent } from './judge.ts'
import type { Workspace } from './workspace.ts'

const TEST_LIMIT_MS = 10_000
const FILE_LIMIT_MS = 180_000
const OUTPUT_KEPT = 20_000

export interface MochaOptions {
  readonly workspace: Workspace
  /** The server that the tests use. */
  readonly uri: string
  /** Only tests that have this in their name. */
  readonly only: string | undefined
}

/** Runs one test file in a process of its own and answers what happened in it. */
export async function runFile(file: string, { workspace, uri, only }: MochaOptions): Promise<FileRun> {
  const log = join(workspace.dir, 'conformance.jsonl')
  await rm(log, { force: true })
  const config = ['.mocharc.yml', '.mocharc.yaml', '.mocharc.json', '.mocharc.js', '.mocharc.cjs'].find(
    (name) => existsSync(join(workspace.dir, name)),
  )
  const fixtures = join('test', 'mocha-fixtures.js')
  const args = [
    workspace.mocha,
    ...(config ? ['--config', config] : ['--no-config', '--no-package']),
    ...(!config && existsSync(join(workspace.dir, fixtures)) ? ['--require', fixtures] : []),
    '--reporter',
    join(import.meta.dirname, 'child', 'reporter.cjs'),
    '--timeout',
    String(TEST_LIMIT_MS),
    '--exit',
    ...(only === undefined ? [] : ['--fgrep', only]),
    join('test', file),
  ]
  const { output, killed } = await run(args, workspace.dir, {
    CONFORMANCE_LOG: log,
    CONFORMANCE_WORKSPACE: workspace.dir,
    MONGOOSE_TEST_URI: uri,
    MONGOOSE_REPLSET_URI: uri,
  })
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  return {
    file: `test/${file}`,
    events: lines.map((line) => JSON.parse(line) as SuiteEvent),
    output,
    killedAfter: killed ? FILE_LIMIT_MS / 1000 : undefined,
  }
}

function run(
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ output: string; killed: boolean }> {
  // A shell's settings for other runs of the suite must not leak into this one.
  const { START_REPLICA_SET: _, NODE_OPTIONS: __, ...inherited } = process.env
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-OUTPUT_KEPT)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve) => {
    let killed = false
    const limit = setTimeout(() => {
      killed = true
      child.kill('SIGKILL')
    }, FILE_LIMIT_MS)
    const end = (): void => {
      clearTimeout(limit)
      resolve({ output, killed })
    }
    child.on('error', (error) => {
      keep(Buffer.from(String(error)))
      end()
    })
    child.on('close', end)
  })
}
