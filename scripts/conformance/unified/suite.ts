import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { mongo } from 'mongoose'
import { UsageError } from '../../lib/tool.ts'
import { say } from '../lib/say.ts'
import type { TestFile } from './schema.ts'

const { EJSON } = mongo.BSON

export interface SuiteFile {
  /** From the suite's folder, with slashes. */
  readonly path: string
  readonly content: TestFile
}

/**
 * All test files below a folder, in the order of their names. Other JSON files may lie between them.
 * @throws UsageError when there is no test file
 */
export async function readSuite(folder: string): Promise<SuiteFile[]> {
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.json') && !name.split(sep).includes('node_modules'),
  )
  const files: SuiteFile[] = []
  for (const name of names.sort()) {
    const content = parseTestFile(await readFile(join(folder, name), 'utf8'))
    if (content instanceof Error) say(`${name} cannot be read and is left out: ${content.message}`)
    else if (content) files.push({ path: name.split(sep).join('/'), content })
  }
  if (files.length === 0)
    throw new UsageError(
      `${folder} holds no tests in MongoDB's unified format (JSON files with "schemaVersion" and "tests").`,
    )
  return files
}

/**
 * Canonical numbers: `1` is an int32 and `{"$numberLong": "1"}` is none, which a relaxed reading would mix up.
 * @returns undefined for JSON that is no test file, and an error for what cannot be read
 */
export function parseTestFile(text: string): TestFile | Error | undefined {
  try {
    const { schemaVersion, tests } = Object(JSON.parse(text)) as Partial<TestFile>
    if (typeof schemaVersion !== 'string' || !Array.isArray(tests)) return undefined
    return EJSON.parse(text, { relaxed: false }) as TestFile
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
