import type { Connection } from 'mongoose'
import { type CustomerFilter, customerColumns, type SettingsOf } from '../../contract/index.ts'
import type { Customer } from '../customer.ts'
import { allCustomers } from '../list.ts'
import { type FieldDefinition, fieldKey, sheetOf } from '../values.ts'
import { exportHeads, type Language, type TagDefinition } from './columns.ts'
import { BOM, writeRow } from './write-rows.ts'

export interface ExportWish {
  filter: CustomerFilter
  language: Language
  definitions: readonly FieldDefinition[]
  tags: SettingsOf<'tags'>['tags']
}

/** A table of everybody that a filter means, piece by piece, with how many customers each piece has. */
export async function* exportCustomers(
  connection: Connection,
  { filter, language, definitions, tags }: ExportWish,
): AsyncGenerator<{ text: string; customers: number }> {
  yield { text: BOM + writeRow(exportHeads(definitions, language)), customers: 0 }
  const cellsOf = rowOf(definitions, tags)
  for await (const page of allCustomers(connection, filter)) {
    yield { text: page.map((customer) => writeRow(cellsOf(customer))).join(''), customers: page.length }
  }
}

/** The cells of a customer, in the order of `exportHeads`; an import reads them back. */
export function rowOf(
  definitions: readonly FieldDefinition[],
  tags: readonly TagDefinition[],
): (customer: Customer) => string[] {
  const tagNames = new Map(tags.map(({ id, name }) => [id, /[;,|、，；\n]/.test(name) ? id : name]))
  const fields = [...customerColumns, ...definitions.map(({ id }) => fieldKey(id))]
  return (customer) => {
    const { _id, channels, since, seenAt, spent } = customer
    const sheet = sheetOf(customer)
    const [own, more] = [fields.slice(0, customerColumns.length), fields.slice(customerColumns.length)]
    const text = (field: string) => sheet[field] ?? ''
    return [
      _id,
      ...own.map(text),
      // A tag that the company gave up is nowhere to be read.
      customer.tags.flatMap((id) => tagNames.get(id) ?? []).join('; '),
      ...more.map(text),
      channels.join('; '),
      since.toISOString(),
      seenAt.toISOString(),
      spent ? `${spent.amount} ${spent.currency}` : '',
    ]
  }
}
