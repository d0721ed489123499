import { ordersOn } from '../../commerce/order.ts'
import { productsOn } from '../../commerce/product.ts'
import { returnsOn } from '../../commerce/return.ts'
import type { Core } from '../../core.ts'
import { customerChangesOn } from '../../customers/change.ts'
import { createBadRows } from '../../customers/csv/bad-rows.ts'
import { importPerson, importsOn } from '../../customers/csv/import-record.ts'
import { type Customer, customersOn } from '../../customers/customer.ts'
import { identitiesOn } from '../../customers/identity.ts'
import { customerNotesOn, recordPerson } from '../../customers/note.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { products } from '../company/products.ts'
import { DEMO_IMPORT } from '../seed-import.ts'
import { SEEDED_CHANGE } from '../seed-marks.ts'

/** Ids of the seed's returns begin so; a real one is named by the action that asked for it. */
const SEED_RETURN = /^demo:/

/**
 * Removes the made-up customers with their orders, except those of whom something is there that the seed did not make:
 * a conversation, a note, a change by hand or by an import, a return of one of their orders.
 */
export async function removeCustomers(core: Core): Promise<void> {
  const { connection, sealer } = core
  const customers = customersOn(connection)
  const made = await customers.find({ demo: true }, { _id: 1, imported: 1 }).lean<Customer[]>()
  const kept = await keptOf(core, made)
  const gone = made.flatMap(({ _id }) => (kept.has(_id) ? [] : [_id]))
  const theirs = () => ownFilter({ customer: { $in: gone } })
  const orders = (await ordersOn(connection).find(theirs(), { _id: 1 }).lean()).map(({ _id }) => _id)
  await returnsOn(connection).deleteMany(ownFilter({ order: { $in: orders } }))
  await ordersOn(connection).deleteMany(theirs())
  await productsOn(connection).deleteMany(ownFilter({ _id: { $in: products.map(({ _id }) => _id) } }))
  const identities = await identitiesOn(connection).find(theirs(), { _id: 1 }).lean()
  await customerNotesOn(connection).deleteMany(theirs())
  await customerChangesOn(connection).deleteMany(theirs())
  await identitiesOn(connection).deleteMany(theirs())
  await customers.deleteMany(ownFilter({ _id: { $in: gone } }))
  await sealer.discard([...identities.map(({ _id }) => _id), ...gone.map(recordPerson)])
  await removeImport(core)
}

/** Unless somebody of it stays: their timeline leads to it. */
async function removeImport({ connection, sealer }: Core): Promise<void> {
  if (await customersOn(connection).exists({ 'imported.import': DEMO_IMPORT })) return
  await createBadRows({ connection, sealer }).clear(DEMO_IMPORT, 'import')
  await importsOn(connection).deleteOne({ _id: DEMO_IMPORT })
  await sealer.discard([importPerson(DEMO_IMPORT)])
}

async function keptOf(
  { connection, threads, inbox }: Core,
  made: readonly Customer[],
): Promise<ReadonlySet<string>> {
  const ids = made.map(({ _id }) => _id)
  const theirs = () => ownFilter({ customer: { $in: ids } })
  const [talking, writing, noted, changed, orders] = await Promise.all([
    threads.find(theirs(), { customer: 1 }).lean(),
    inbox.find({ ...theirs(), state: 'pending' }, { customer: 1 }).lean(),
    customerNotesOn(connection)
      .find({ ...theirs(), deletedAt: null }, { customer: 1 })
      .lean(),
    customerChangesOn(connection)
      .find({ ...theirs(), ...ownFilter({ _id: { $not: SEEDED_CHANGE } }) }, { customer: 1 })
      .lean(),
    ordersOn(connection).find(theirs(), { customer: 1 }).lean(),
  ])
  const returned = await returnsOn(connection)
    .find(ownFilter({ order: { $in: orders.map(({ _id }) => _id) }, _id: { $not: SEED_RETURN } }), {
      order: 1,
    })
    .lean()
  const back = new Set(returned.map(({ order }) => order))
  return new Set([
    ...[...talking, ...writing, ...noted, ...changed].map(({ customer }) => customer),
    ...orders.flatMap(({ _id, customer }) => (back.has(_id) ? [customer] : [])),
    ...made.flatMap(({ _id, imported }) => (imported && imported.import !== DEMO_IMPORT ? [_id] : [])),
  ])
}
