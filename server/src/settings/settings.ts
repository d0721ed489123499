import type { Connection } from 'mongoose'
import { type Section, type SettingsOf, type StoredSettings, settingSections } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { invalidFields } from '../field-problems.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { defaultSettings } from './defaults.ts'
import { type Setting, settingsOn } from './setting.ts'

/** Another process's change is known here after this time at the latest. */
const REFRESH_MS = 3000

export interface Settings {
  /** The present value, from memory: settings are read on every turn and change seldom. */
  get: <S extends Section>(section: S) => SettingsOf<S>
  /** With its version, straight from the store: what an editor begins with. */
  read: <S extends Section>(section: S) => Promise<StoredSettings<S>>
  /**
   * Replaces a section; durable when it answers.
   * @throws AppError `changed_meanwhile` when `version` is not the newest, with what is stored in `details`
   * @throws AppError `invalid_request` naming the fields that are wrong
   */
  put: <S extends Section>(
    section: S,
    change: { version: number; value: unknown; by: string },
  ) => Promise<StoredSettings<S>>
  /** Calls back after a section has changed, by this process or another. */
  onChange: (listener: (section: Section) => void) => void
  stop: () => void
}

/** Loads every section and keeps up with changes. */
export async function createSettings(
  connection: Connection,
  options: { failed?: (error: unknown) => void } = {},
): Promise<Settings> {
  const model = settingsOn(connection)
  const known = new Map<Section, StoredSettings>()
  const listeners: ((section: Section) => void)[] = []

  const take = (section: Section, stored: StoredSettings) => {
    if ((known.get(section)?.version ?? -1) >= stored.version) return
    const first = !known.has(section)
    known.set(section, stored)
    if (!first) for (const listener of listeners) listener(section)
  }
  const refresh = async () => {
    for (const row of await model.find().lean<Setting[]>()) {
      if (isSection(row._id)) take(row._id, toStored(row))
    }
  }
  for (const section of sections) take(section, { version: 0, value: defaultSettings[section] })
  await refresh()
  const timer = setInterval(() => void refresh().catch((error) => options.failed?.(error)), REFRESH_MS)
  timer.unref()

  const read = async (section: Section) => {
    const row = await model.findById(section).lean<Setting>()
    const stored = row ? toStored(row) : { version: 0, value: defaultSettings[section] }
    take(section, stored)
    return stored
  }
  return {
    // The map holds for each section what its own schema let through.
    get: <S extends Section>(section: S) => known.get(section)?.value as SettingsOf<S>,
    read: async <S extends Section>(section: S) => (await read(section)) as StoredSettings<S>,
    put: async <S extends Section>(
      section: S,
      { version, value, by }: { version: number; value: unknown; by: string },
    ) => {
      const checked = check(section, value)
      const next: Setting = {
        _id: section,
        version: version + 1,
        value: checked,
        by,
        at: storeDate(connection),
      }
      if (!(await replace(model, next, version))) {
        throw new AppError('changed_meanwhile', { details: { stored: await read(section) } })
      }
      take(section, toStored(next))
      return toStored(next) as StoredSettings<S>
    },
    onChange: (listener) => void listeners.push(listener),
    stop: () => clearInterval(timer),
  }
}

const sections = Object.keys(settingSections) as Section[]

function isSection(name: string): name is Section {
  return sections.some((section) => section === name)
}

function toStored({ version, value, by, at }: Setting): StoredSettings {
  // Written through the schema of its section, and by nothing else.
  return { version, value: value as StoredSettings['value'], by, at: at.getTime() }
}

function check(section: Section, value: unknown): unknown {
  const parsed = settingSections[section].safeParse(value)
  if (parsed.success) return parsed.data
  throw invalidFields(parsed.error, 'value')
}

/** Compare-and-set on the version; the first save inserts. */
async function replace(
  model: ReturnType<typeof settingsOn>,
  next: Setting,
  version: number,
): Promise<boolean> {
  if (version === 0) {
    try {
      await model.create(next)
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
  const { value, by, at } = next
  const result = await model.updateOne(
    { _id: next._id, version },
    { $set: { value, by, at, version: next.version } },
  )
  return result.matchedCount === 1
}
