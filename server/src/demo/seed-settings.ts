import type { Connection } from 'mongoose'
import type { Section, SettingsOf } from '../contract/index.ts'
import { settingsOn } from '../settings/setting.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { demoFields, demoTags } from './company/record.ts'
import { company, teams } from './company/team.ts'

/** By whom the sections were saved that the seed made: in its first version, such a section is nobody else's. */
export const SEED_MARK = 'demo'

type Values = { readonly [S in Section]?: SettingsOf<S> }

/** What the demo company has set up, besides the defaults. */
const values: Values = {
  company: { name: company, timeZone: 'Europe/London' },
  teams: { teams: [...teams] },
  fields: demoFields,
  tags: demoTags,
}

/** Sections that nobody has saved get the demo's values. Done again it changes nothing. */
export async function seedSettings(connection: Connection, now: Date): Promise<void> {
  const rows = Object.entries(values).map(([_id, value]) => ({
    _id,
    version: 1,
    value,
    by: SEED_MARK,
    at: now,
  }))
  try {
    await settingsOn(connection).insertMany(rows, { ordered: false })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
