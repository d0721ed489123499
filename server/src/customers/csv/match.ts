import type { Connection } from 'mongoose'
import type { BadRow, ImportKey, ImportPlan } from '../../contract/index.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { type Customer, customersOn } from '../customer.ts'
import { customerId } from '../resolve.ts'
import { type FieldDefinition, newCustomer, type Sheet, sheetOf } from '../values.ts'
import type { Wish } from './plan-row.ts'

const fieldOf = { email: 'email', phone: 'phoneKey', externalId: 'externalId', id: '_id' } as const

/** Who is there already, by the key that the plan compares. */
export async function findKnown(
  connection: Connection,
  key: ImportKey,
  wanted: readonly string[],
): Promise<Map<string, Customer[]>> {
  const field = fieldOf[key]
  const found = await customersOn(connection)
    .find(ownFilter({ [field]: { $in: [...wanted] } }))
    .lean<Customer[]>()
  const known = new Map<string, Customer[]>()
  for (const customer of found) {
    const value = customer[field] ?? ''
    known.set(value, [...(known.get(value) ?? []), customer])
  }
  return known
}

/** Where a customer came from, or was last changed by: an import and a line of its file. */
export interface Mark {
  import: string
  line: number
  how: 'created' | 'updated'
  fields: string[]
  added: string[]
}

export type Verdict =
  | { kind: 'create'; customer: Customer; mark: Mark }
  | { kind: 'update'; customer: Customer; changes: Sheet; tags: string[]; mark: Mark }
  | { kind: 'unchanged' | 'skipped' }
  /** An earlier try did it: what was done then counts, and nothing is written again. */
  | { kind: 'replayed'; customer: string; mark: Mark }
  | { kind: 'bad'; problem: BadRow['problems'][number] }

export interface Judge {
  import: string
  plan: Pick<ImportPlan, 'key' | 'existing' | 'columns'>
  definitions: readonly FieldDefinition[]
  now: Date
}

/** What becomes of a row, given whom it may be about. Pure. */
export function judge(wish: Wish, known: readonly Customer[], by: Judge): Verdict {
  const replay = known.find(({ imported }) => imported?.import === by.import && imported.line === wish.line)
  if (replay?.imported) return { kind: 'replayed', customer: replay._id, mark: replay.imported }
  if (known.length === 0) return create(wish, by)
  // An address that somebody only claimed is nothing against one that is known to be theirs.
  const sure = by.plan.key === 'email' ? known.filter(({ emailVerified }) => emailVerified) : []
  const [customer, other] = sure.length > 0 ? sure : known
  const column = by.plan.columns.indexOf(by.plan.key)
  if (!customer || other) return { kind: 'bad', problem: { problem: 'several_found', column } }
  return by.plan.existing === 'skip' ? { kind: 'skipped' } : update(wish, customer, by)
}

function create(wish: Wish, by: Judge): Verdict {
  const { values, tags, line } = wish
  if (!(values['name'] || values['email'] || values['phone']))
    return { kind: 'bad', problem: { problem: 'name_needed' } }
  const mark: Mark = { import: by.import, line, how: 'created', fields: Object.keys(values), added: tags }
  const made = newCustomer(idOf(by.plan.key, wish.key), values, by.definitions, by.now)
  // The company's own files vouch for an address; why that is safe stands at `writesOf`.
  const customer = { ...made, emailVerified: made.email !== undefined, tags, imported: mark }
  return { kind: 'create', customer, mark }
}

function update(wish: Wish, customer: Customer, by: Judge): Verdict {
  const sheet = sheetOf(customer)
  const changes = Object.fromEntries(
    Object.entries(wish.values).filter(([field, text]) => text !== (sheet[field] ?? '')),
  )
  const tags = wish.tags.filter((tag) => !customer.tags.includes(tag))
  if (Object.keys(changes).length + tags.length === 0) return { kind: 'unchanged' }
  const mark: Mark = {
    import: by.import,
    line: wish.line,
    how: 'updated',
    fields: Object.keys(changes),
    added: tags,
  }
  return { kind: 'update', customer, changes, tags, mark }
}

/** Equal keys make one customer, whoever comes first: another import, or the person with a signed address. */
function idOf(key: ImportKey, text: string): string {
  if (key === 'id') return text
  return customerId(key === 'email' ? `email:${text}` : `import:${key}:${text}`)
}

/** The id of a customer whose usual one belongs to somebody who has another address by now. */
export function ownId(importId: string, line: number): string {
  return customerId(`import:${importId}:${line}`)
}
