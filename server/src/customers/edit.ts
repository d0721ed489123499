import type { Connection } from 'mongoose'
import type { EditConflict, EditCustomer, NewCustomer, User, ValueProblem } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { keepChange } from './change.ts'
import { type Customer, customersOn } from './customer.ts'
import { customerId } from './resolve.ts'
import { type FieldDefinition, newCustomer, readValue, type Sheet, sheetOf, updateOf } from './values.ts'

const MAX_MISSES = 10

/**
 * Reads every value of an edit.
 * @throws AppError `invalid_request` naming each field that cannot be kept and why
 */
export function readValues(
  values: Readonly<Record<string, string>>,
  definitions: readonly FieldDefinition[],
): Sheet {
  const sheet: Sheet = {}
  const fields: { field: string; problem: ValueProblem }[] = []
  for (const [field, text] of Object.entries(values)) {
    const read = readValue(field, text, definitions)
    if ('problem' in read) fields.push({ field, problem: read.problem })
    else sheet[field] = read.value
  }
  if (fields.length > 0) throw new AppError('invalid_request', { details: { fields } })
  return sheet
}

/** The fields that somebody else changed since this person saw them, and to something else than this person wants. */
export function conflictsOf(
  sheet: Readonly<Sheet>,
  changes: EditCustomer['changes'],
  wanted: Readonly<Sheet>,
): EditConflict[] {
  return Object.entries(changes).flatMap(([field, { from }]) => {
    const now = sheet[field] ?? ''
    const same = now === from || now === (wanted[field] ?? '') || (field === 'vip' && now === 'no' && !from)
    return same ? [] : [{ field, now }]
  })
}

/**
 * Changes fields of a record: all of them, or none. Edits of other fields meanwhile are no conflict. Answers the
 * record as it is then.
 * @throws AppError `not_found` | `invalid_request` | `changed_meanwhile` with the fields in `details`
 */
export async function editCustomer(
  { connection, definitions }: { connection: Connection; definitions: readonly FieldDefinition[] },
  id: string,
  { changes }: EditCustomer,
  by: Pick<User, 'id' | 'name'>,
): Promise<Customer> {
  const customers = customersOn(connection)
  const wanted = readValues(
    Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to])),
    definitions,
  )
  for (let attempt = 0; attempt < MAX_MISSES; attempt++) {
    const customer = await customers.findById(id).lean<Customer>()
    if (!customer) throw new AppError('not_found', { message: 'There is no such customer.' })
    const sheet = sheetOf(customer)
    const conflicts = conflictsOf(sheet, changes, wanted)
    if (conflicts.length > 0) throw new AppError('changed_meanwhile', { details: { conflicts } })
    const values = Object.fromEntries(
      Object.entries(wanted).filter(([field, text]) => text !== (sheet[field] ?? '')),
    )
    if (Object.keys(values).length === 0) return customer
    const written = await write(connection, customer, values, definitions)
    if (written) {
      await keepChange(connection, { customer: id, by, what: 'edited', fields: Object.keys(values) })
      return written
    }
  }
  throw new AppError('store_unavailable', { message: 'The record changes too fast; try again.' })
}

async function write(
  connection: Connection,
  customer: Customer,
  values: Sheet,
  definitions: readonly FieldDefinition[],
): Promise<Customer | null> {
  const { $set, $unset } = updateOf(customer, values, definitions)
  // What an agent types was said by somebody: only the company's own site or files vouch for an address. (Its files:
  // `csv/write-update.ts` says within which limits.)
  const email = 'email' in values ? { emailVerified: false } : {}
  return await customersOn(connection)
    .findOneAndUpdate(
      { _id: customer._id, version: customer.version },
      {
        $set: { ...$set, ...email, version: customer.version + 1 },
        ...(Object.keys($unset).length > 0 ? { $unset } : {}),
      },
      { returnDocument: 'after' },
    )
    .lean<Customer>()
}

/** Makes a customer by hand; the same client id again answers the same customer. */
export async function createByHand(
  { connection, definitions }: { connection: Connection; definitions: readonly FieldDefinition[] },
  { clientId, values }: NewCustomer,
  by: Pick<User, 'id' | 'name'>,
): Promise<string> {
  const sheet = readValues(values, definitions)
  const id = customerId(`hand:${by.id}:${clientId}`)
  if (!(sheet['name'] || sheet['email'] || sheet['phone']))
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'name', problem: 'name_needed' }] },
    })
  try {
    await customersOn(connection).create([newCustomer(id, sheet, definitions, storeDate(connection))])
    await keepChange(connection, { customer: id, by, what: 'created', fields: Object.keys(sheet) })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  return id
}
