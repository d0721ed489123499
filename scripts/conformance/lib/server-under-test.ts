import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchStore } from '@parley/embedded-store'
import { buildServer, root } from '../../lib/stack.ts'
import { type Tool, UsageError } from '../../lib/tool.ts'

export const STORE_README = join(root, 'server', 'embedded-store', 'README.md')

/**
 * The address of the server that a suite runs against: the one that was given, or the built embedded store in a temporary
 * folder, ended with the tool.
 * @throws UsageError when the address is no MongoDB address
 */
export async function serverUnderTest(uri: string | undefined, tool: Tool): Promise<string> {
  if (uri !== undefined) {
    if (!/^mongodb(\+srv)?:\/\/./.test(uri))
      throw new UsageError(`--uri must be a MongoDB address such as mongodb://127.0.0.1:27017, not "${uri}".`)
    return uri
  }
  await buildServer()
  const dir = await mkdtemp(join(tmpdir(), 'parley-conformance-'))
  tool.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }))
  const entry = join(root, 'server', 'embedded-store', 'dist', 'main.js')
  const store = await launchStore({ dir, entry, storeArgs: ['--test-commands', '--expiry-sweep-ms', '1000'] })
  tool.defer(() => store.stop())
  return store.uri
}
