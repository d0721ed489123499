import type { Connection } from 'mongoose'
import type { SettingsOf, TagCustomers, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { keepChange } from './change.ts'
import { type Customer, customersOn } from './customer.ts'

/**
 * Adds and removes tags of one customer or many; answers whose tags changed. Done again it changes nothing.
 * @throws AppError `invalid_request` for a tag that the company does not have
 */
export async function tagCustomers(
  { connection, tags }: { connection: Connection; tags: SettingsOf<'tags'>['tags'] },
  { ids, add = [], remove = [] }: TagCustomers,
  by: Pick<User, 'id' | 'name'>,
): Promise<string[]> {
  const unknown = add.filter((id) => !tags.some((tag) => tag.id === id))
  if (unknown.length > 0)
    throw new AppError('invalid_request', {
      details: { fields: [{ field: 'tags', problem: 'tag_unknown' }] },
    })
  const customers = customersOn(connection)
  const found = await customers
    .find(ownFilter({ _id: { $in: [...new Set(ids)] } }), { tags: 1 })
    .lean<Pick<Customer, '_id' | 'tags'>[]>()
  const changed: string[] = []
  for (const customer of found) {
    const added = add.filter((tag) => !customer.tags.includes(tag) && !remove.includes(tag))
    const removed = remove.filter((tag) => customer.tags.includes(tag))
    if (added.length + removed.length === 0) continue
    // Two updates, because one may not both add to and take from the same list; each bears being done again.
    if (added.length > 0)
      await customers.updateOne(
        { _id: customer._id },
        { $addToSet: { tags: { $each: added } }, $inc: { version: 1 } },
      )
    if (removed.length > 0)
      await customers.updateOne({ _id: customer._id }, { $pullAll: { tags: removed }, $inc: { version: 1 } })
    await keepChange(connection, { customer: customer._id, by, what: 'tagged', added, removed })
    changed.push(customer._id)
  }
  return changed
}
