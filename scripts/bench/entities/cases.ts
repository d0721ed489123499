import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createProductGazetteer, type ProductEntry, type ScanOptions } from '@parley/nlp-models'
import { UsageError } from '../../lib/tool.ts'
import type { Labelled } from './score.ts'

const DATA = resolve(import.meta.dirname, '../../../nlp-models/data')
/** What the cases are written for: `nlp-models/data/README.md`. */
const MASKS = ['NW-99999', 'AA999999AA', 'SO9999-999']
export const TODAY = '2026-11-23'

/** A message with what an extractor should find in it. */
export interface Case {
  readonly language: 'en' | 'zh'
  readonly text: string
  readonly entities: readonly Labelled[]
}

/** The labelled messages of a file, by default those that are only for measuring. */
export async function readCases(file: string): Promise<readonly Case[]> {
  const path = file === '' ? resolve(DATA, 'entities.test.jsonl') : resolve(file)
  const lines = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no file ${path}.`)
  })
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
}

/** Masks, products and day that the cases count on. */
export async function scanOptions(): Promise<ScanOptions> {
  const listed = JSON.parse(await readFile(resolve(DATA, 'entities.products.json'), 'utf8')) as ProductEntry[]
  return { orderMasks: MASKS, today: TODAY, products: createProductGazetteer(listed) }
}
