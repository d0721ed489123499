import type { StoredSettings, TagSettings } from '../contract/index.ts'
import type { Customers } from '../customers/customer.ts'
import { AppError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { ownFilter } from '../storage/own-filter.ts'

const CAP = 1000

/** How many customers carry each of the tags, counted up to 1000. */
export async function tagUse(customers: Customers, tags: readonly string[]): Promise<Record<string, number>> {
  const counts = await Promise.all(
    tags.map(async (tag) => [tag, await customers.countDocuments({ tags: tag }).limit(CAP)] as const),
  )
  return Object.fromEntries(counts)
}

/** How many customers have a value in each of the fields, counted up to 1000. */
export async function fieldUse(
  customers: Customers,
  fields: readonly string[],
): Promise<Record<string, number>> {
  const counts = await Promise.all(
    fields.map(
      async (field) =>
        // Straight to the collection: the fields are the company's own and stand in no schema.
        [
          field,
          await customers.collection.countDocuments(
            { [`fields.${field}`]: { $exists: true } },
            { limit: CAP },
          ),
        ] as const,
    ),
  )
  return Object.fromEntries(counts)
}

/**
 * Whoever carries `from` carries `to` afterwards, and `from` is gone. The setting goes last: a death in the middle
 * leaves both tags, and a second try finishes it.
 * @throws AppError `not_found` | `invalid_request` | `changed_meanwhile`
 */
export async function mergeTags(
  { customers, settings }: { customers: Customers; settings: Pick<Settings, 'read' | 'put'> },
  { from, to, version, by }: { from: string; to: string; version: number; by: string },
): Promise<StoredSettings<'tags'>> {
  const stored = await settings.read('tags')
  const { tags } = stored.value
  if (![from, to].every((wanted) => tags.some(({ id }) => id === wanted))) throw new AppError('not_found')
  if (from === to) throw new AppError('invalid_request', { message: 'A tag cannot be merged into itself.' })
  if (stored.version !== version) throw new AppError('changed_meanwhile', { details: { stored } })
  await customers.updateMany(ownFilter({ tags: from }), { $addToSet: { tags: to } })
  await customers.updateMany(ownFilter({ tags: from }), { $pull: { tags: from } })
  return await settings.put('tags', { version, value: { tags: tags.filter(({ id }) => id !== from) }, by })
}

/** Takes what the company gave up between two versions of its tags off every customer. Bears being done again. */
export async function dropTags(customers: Customers, before: TagSettings, after: TagSettings): Promise<void> {
  const kept = new Set(after.tags.map(({ id }) => id))
  const gone = before.tags.map(({ id }) => id).filter((id) => !kept.has(id))
  if (gone.length > 0)
    await customers.updateMany(ownFilter({ tags: { $in: gone } }), {
      $pullAll: { tags: gone },
      $inc: { version: 1 },
    })
}
