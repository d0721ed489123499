import { type Connection, type Model, Schema } from 'mongoose'
import { can } from '../agents/permissions.ts'
import { MOST_SAVED_VIEWS, RowFilter, type SavedView, type SaveView, type User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

interface SavedViewRecord extends Omit<SaveView, 'sort'> {
  _id: string
  owner: string
  sort?: SaveView['sort']
  createdAt: Date
}

const savedView = new Schema<SavedViewRecord>(
  {
    _id: { type: String, required: true },
    owner: { type: String, required: true },
    shared: { type: Boolean, required: true },
    name: { type: String, required: true },
    view: { type: String, required: true },
    filter: { type: Schema.Types.Mixed, required: true },
    sort: String,
    createdAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'saved_views' },
)
savedView.index({ owner: 1 })
savedView.index({ shared: 1 })

/** The saved views of a connection. */
export function savedViewsOn(connection: Connection): Model<SavedViewRecord> {
  return (
    (connection.models['SavedView'] as Model<SavedViewRecord> | undefined) ??
    connection.model<SavedViewRecord>('SavedView', savedView)
  )
}

type Person = Pick<User, 'id' | 'role' | 'queues'>

interface SavedViewsDeps {
  connection: Connection
  /** What everybody sees is the company's: who changed it is kept. */
  audit: (event: { actor: string; action: string; target?: string }) => Promise<void>
}

/** Lists that people come back to: their own and the shared ones. */
export function createSavedViews({ connection, audit }: SavedViewsDeps) {
  const records = savedViewsOn(connection)
  const find = async (id: string, person: Person): Promise<SavedViewRecord | undefined> => {
    const known = await records.findById(id).lean<SavedViewRecord>()
    // Other people's own views do not exist for anybody else.
    if (known && known.owner !== person.id && !known.shared) throw new AppError('not_found')
    return known ?? undefined
  }
  const authoriseShared = (person: Person, ...states: (boolean | undefined)[]) => {
    if (states.some(Boolean) && !can(person, 'views.share'))
      throw new AppError('forbidden', { details: { verb: 'views.share' } })
  }
  return {
    async of(person: Person): Promise<SavedView[]> {
      const found = await records
        .find(ownFilter({ $or: [{ owner: person.id }, { shared: true }] }))
        .sort({ createdAt: 1, _id: 1 })
        .limit(4 * MOST_SAVED_VIEWS)
        .lean<SavedViewRecord[]>()
      return found.map((record) => toSavedView(record, person))
    },
    /**
     * Makes it or replaces it.
     * @throws AppError `forbidden` for what everybody sees without the right to it; `too_many` beyond the limit
     */
    async save(person: Person, id: string, body: SaveView): Promise<SavedView> {
      const known = await find(id, person)
      authoriseShared(person, known?.shared, body.shared)
      if (!known && (await records.countDocuments({ owner: person.id })) >= MOST_SAVED_VIEWS)
        throw new AppError('too_many', { details: { limit: MOST_SAVED_VIEWS } })
      const record = {
        ...body,
        owner: known?.owner ?? person.id,
        createdAt: known?.createdAt ?? storeDate(connection),
      }
      await records.replaceOne({ _id: id }, record, { upsert: true })
      if (known?.shared || body.shared) await audit({ actor: person.id, action: 'view.saved', target: id })
      return toSavedView({ ...record, _id: id }, person)
    },
    /** @throws AppError `forbidden`; removing what is gone is done already */
    async remove(person: Person, id: string): Promise<void> {
      const known = await find(id, person)
      if (!known) return
      authoriseShared(person, known.shared)
      await records.deleteOne({ _id: id })
      if (known.shared) await audit({ actor: person.id, action: 'view.removed', target: id })
    },
  }
}
export type SavedViewStore = ReturnType<typeof createSavedViews>

function toSavedView(
  { _id, owner, name, view, filter, sort, shared }: SavedViewRecord,
  person: Person,
): SavedView {
  const read = RowFilter.safeParse(filter)
  return {
    id: _id,
    mine: owner === person.id,
    name,
    view,
    filter: read.success ? read.data : {},
    shared,
    ...(sort ? { sort } : {}),
  }
}
