import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { mongo } from 'mongoose'
import { UsageError } from '../../lib/tool.ts'
import type { TestFile } from './schema.ts'

const { EJSON } = mongo.BSON

export interface SuiteFile {
  /** From the suite's folder, with slashes. */
  readonly path: string
  readonly content: TestFile
}

/**
 * All test files below a folder, in the order of their names.
 * @throws UsageError when there is none, or when one is no JSON
 */
export async function readSuite(folder: string): Promise<SuiteFile[]> {
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.json') && !name.split(sep).includes('node_modules'),
  )
  const files: SuiteFile[] = []
  for (const name of names.sort()) {
    const content = parseTestFile(await readFile(join(folder, name), 'utf8'), join(folder, name))
    if (content) files.push({ path: relative('.', name).split(sep).join('/'), content })
  }
  if (files.length === 0)
    throw new UsageError(
      `${folder} holds no tests in MongoDB's unified format (JSON files with "schemaVersion" and "tests").`,
    )
  return files
}

/** Canonical numbers: `1` is an int32 and `{"$numberLong": "1"}` is none, which a relaxed reading would mix up. */
export function parseTestFile(text: string, name: string): TestFile | undefined {
  let content: unknown
  try {
    content = EJSON.parse(text, { relaxed: false })
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const { schemaVersion, tests } = Object(content) as Partial<TestFile>
  return typeof schemaVersion === 'string' && Array.isArray(tests) ? (content as TestFile) : undefined
}
