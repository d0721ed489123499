import { readFileSync } from 'node:fs'
import { createProductGazetteer, type ProductEntry } from '../src/entities/product-gazetteer.ts'
import { type ScanOptions, scanEntities } from '../src/entities/scan-entities.ts'

/** A Monday. */
export const TODAY = '2026-11-23'
export const MASKS = ['NW-99999', 'AA999999AA', 'SO9999-999']

const listed = JSON.parse(
  readFileSync(new URL('../data/entities.products.json', import.meta.url), 'utf8'),
) as ProductEntry[]

/** What the entity cases are measured with. */
export const caseOptions: ScanOptions = {
  orderMasks: MASKS,
  today: TODAY,
  products: createProductGazetteer(listed),
}

/** What is found in a text, as `kind text=value`, or of one kind only as `text=value`. */
export function entitiesIn(text: string, kind?: string, options: ScanOptions = caseOptions): string[] {
  return scanEntities(text, options)
    .filter((entity) => kind === undefined || entity.kind === kind)
    .map((entity) => `${kind === undefined ? `${entity.kind} ` : ''}${entity.text}=${entity.value}`)
}
