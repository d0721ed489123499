import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launchStore } from '@parley/embedded-store'
import { portIsFree } from '../../../server/src/storage/children/free-port.ts'
import { buildServer, root } from '../../lib/stack.ts'
import { type Tool, UsageError } from '../../lib/tool.ts'

export const STORE_README = join(root, 'server', 'embedded-store', 'README.md')

const ENTRY = join(root, 'server', 'embedded-store', 'dist', 'main.js')
/** Expired documents go within a second or so, as MongoDB's own tests set it. */
const STORE_ARGS = ['--test-commands', '--expiry-sweep-ms', '1000']
/** Where suites look for a server when they forget what they were told. */
const MONGODB_PORT = 27017

/**
 * The built embedded store with a password, in a temporary folder, ended with the tool.
 * @returns its address
 */
export async function guardedStore(tool: Tool): Promise<string> {
  const dir = await storeFolder(tool)
  const store = await launchStore({ dir, entry: ENTRY, storeArgs: STORE_ARGS })
  tool.defer(() => store.stop())
  return store.uri
}

/** The same without a password and, where it can be had, on MongoDB's own port: for suites that make up addresses. */
export async function openStore(tool: Tool): Promise<string> {
  const dir = await storeFolder(tool)
  const port = (await portIsFree(MONGODB_PORT, '127.0.0.1')) ? MONGODB_PORT : 0
  const { PARLEY_STORE_PASSWORD: _, PARLEY_STORE_PASSWORD_FILE: __, ...env } = process.env
  const args = [
    ENTRY,
    '--dir',
    dir,
    '--port',
    String(port),
    '--exit-with-parent',
    '--no-password',
    ...STORE_ARGS,
  ]
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  tool.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"ready":true')) continue
    const ready = JSON.parse(line) as { port: number }
    return `mongodb://127.0.0.1:${ready.port}/`
  }
  throw new Error('The embedded store ended before it was ready.')
}

async function storeFolder(tool: Tool): Promise<string> {
  await buildServer()
  const dir = await mkdtemp(join(tmpdir(), 'parley-conformance-'))
  tool.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** @throws UsageError when it is no MongoDB address */
export function checkedUri(uri: string): string {
  if (!/^mongodb(\+srv)?:\/\/./.test(uri))
    throw new UsageError(`--uri must be a MongoDB address such as mongodb://127.0.0.1:27017, not "${uri}".`)
  return uri
}
