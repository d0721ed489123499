import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { UsageError } from '../../lib/tool.ts'

/** Which part of mongoose's repository a folder is. */
export interface Layout {
  /** The folder with the test files. */
  readonly tests: string
  /** The repository around it, if it is there with mongoose's own code. */
  readonly repository: string | undefined
  /** Test files from the folder of the tests, with slashes. */
  readonly files: readonly string[]
}

/**
 * Finds mongoose's tests in a folder: the repository, or only its `test`.
 * @throws UsageError when there are none
 */
export async function findLayout(folder: string): Promise<Layout> {
  const tests = existsSync(join(folder, 'test')) ? join(folder, 'test') : folder
  const files = await testFiles(tests)
  if (files.length === 0)
    throw new UsageError(
      `${folder} holds no tests of mongoose (files that end in .test.js, in it or in its "test").`,
    )
  const parent = dirname(tests)
  const repository = basename(tests) === 'test' && (await isMongoose(parent)) ? parent : undefined
  return { tests, repository, files }
}

async function testFiles(tests: string): Promise<string[]> {
  const names = await readdir(tests, { recursive: true })
  return names
    .filter((name) => /\.test\.[cm]?js$/.test(name) && !name.split(sep).includes('node_modules'))
    .map((name) => name.split(sep).join('/'))
    .sort()
}

async function isMongoose(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'lib', 'index.js'))) return false
  const manifest = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')
  return (JSON.parse(manifest) as { name?: unknown }).name === 'mongoose'
}
