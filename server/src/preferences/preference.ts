import { type Connection, type Model, Schema } from 'mongoose'
import { Preferences, type PreferencesChange, usualPreferences } from '../contract/index.ts'
import { storeDate } from '../storage/clock.ts'
import { relaxed, schemaOptions } from '../storage/mongo.ts'

/** Raised when stored preferences have to be read in another way than before. */
const VERSION = 1

export interface PreferenceRecord {
  /** Id of the user. */
  _id: string
  version: number
  /** Only what this person changed: the usual stays what it will be. */
  values: Partial<Preferences>
  changedAt: Date
}

const preference = new Schema<PreferenceRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    values: { type: Schema.Types.Mixed, required: true },
    changedAt: { type: Date, required: true },
  },
  { ...schemaOptions, collection: 'preferences', writeConcern: relaxed },
)

/** The preferences of a connection. */
export function preferencesOn(connection: Connection): Model<PreferenceRecord> {
  return (
    (connection.models['Preference'] as Model<PreferenceRecord> | undefined) ??
    connection.model<PreferenceRecord>('Preference', preference)
  )
}

/** What each person of the staff wants of the console, the same on every device. */
export function createPreferences({ connection }: { connection: Connection }) {
  const records = preferencesOn(connection)
  return {
    async of(user: string): Promise<Preferences> {
      const record = await records.findById(user).lean<PreferenceRecord>()
      return complete(record?.version === VERSION ? record.values : {})
    },
    /** Replaces the parts that are named; two devices that change different parts do not undo each other. */
    async change(user: string, change: PreferencesChange): Promise<Preferences> {
      const named = Object.entries(change).filter(([, value]) => value !== undefined)
      const set = named
        .filter(([, value]) => value !== null)
        .map(([part, value]) => [`values.${part}`, value])
      const unset = named
        .filter(([, value]) => value === null)
        .map(([part]) => [`values.${part}`, 1 as const])
      const kept = await records.exists({ _id: user, version: VERSION })
      if (!kept)
        await records.replaceOne(
          { _id: user },
          { version: VERSION, values: {}, changedAt: storeDate(connection) },
          { upsert: true },
        )
      await records.updateOne(
        { _id: user },
        {
          $set: { changedAt: storeDate(connection), ...Object.fromEntries(set) },
          ...(unset.length > 0 ? { $unset: Object.fromEntries(unset) } : {}),
        },
      )
      return await this.of(user)
    },
  }
}
export type PreferenceStore = ReturnType<typeof createPreferences>

/** What was stored under another schema must not keep anybody from working: a part that does not fit is the usual one. */
export function complete(values: Readonly<Record<string, unknown>>): Preferences {
  const parts = Object.entries(Preferences.shape).flatMap(([part, schema]) => {
    const read = schema.safeParse(values[part])
    return read.success && read.data !== undefined ? [[part, read.data]] : []
  })
  return { ...usualPreferences, ...Object.fromEntries(parts) }
}
