import type { Section, SettingsOf } from '../../contract/index.ts'
import type { Core } from '../../core.ts'
import { customersOn } from '../../customers/customer.ts'
import { AppError } from '../../errors.ts'
import { invitationsOn } from '../../people/invitation.ts'
import { defaultSettings } from '../../settings/defaults.ts'
import { settingsOn } from '../../settings/setting.ts'
import { ownFilter } from '../../storage/own-filter.ts'
import { SEED_MARK } from '../seed-settings.ts'
import type { RemovalParts } from './parts.ts'

/** Hours last: queues that stay may keep them. */
const sections = ['company', 'teams', 'tags', 'fields', 'queues', 'hours'] as const

/** Sections as the seed left them go back to the usual; of lists, what is in use stays. */
export async function removeSettings(parts: RemovalParts, by: string): Promise<void> {
  for (const section of sections) {
    const value = await usualOf(parts, section)
    const version = await seededVersion(parts, section)
    if (version === undefined) continue
    await parts.settings.put(section, { version, value, by }).catch((error: unknown) => {
      // Somebody saved it in this moment: now it is theirs.
      if (!(error instanceof AppError) || error.code !== 'changed_meanwhile') throw error
    })
  }
}

/** The sections that somebody has changed since the seed. */
export async function changedSections({ connection }: Pick<Core, 'connection'>): Promise<string[]> {
  const stored = await settingsOn(connection).find().lean()
  return stored.filter(({ by }) => by !== SEED_MARK).map(({ _id }) => _id)
}

async function seededVersion({ core }: RemovalParts, section: Section): Promise<number | undefined> {
  const row = await settingsOn(core.connection).findById(section).lean()
  return row?.by === SEED_MARK ? row.version : undefined
}

async function usualOf<S extends (typeof sections)[number]>(
  { core, settings }: RemovalParts,
  section: S,
): Promise<SettingsOf<(typeof sections)[number]>> {
  const { connection, users } = core
  switch (section) {
    case 'teams': {
      const { teams } = (await settings.read('teams')).value
      const used = async (team: string) =>
        (await users.exists(ownFilter({ team, demo: { $ne: true } }))) ??
        (await invitationsOn(connection).exists({ team }))
      return { teams: await inUse(teams, used) }
    }
    case 'tags': {
      const { tags } = (await settings.read('tags')).value
      return { tags: await inUse(tags, async (id) => await customersOn(connection).exists({ tags: id })) }
    }
    case 'fields': {
      const { fields } = (await settings.read('fields')).value
      const used = async (id: string) =>
        await customersOn(connection).exists(ownFilter({ [`fields.${id}`]: { $exists: true } }))
      return { fields: await inUse(fields, used) }
    }
    case 'hours': {
      const { queues } = (await settings.read('queues')).value
      const { hours } = (await settings.read('hours')).value
      return { hours: hours.filter(({ id }) => queues.some((queue) => queue.hours === id)) }
    }
    default:
      return defaultSettings[section]
  }
}

async function inUse<T extends { id: string }>(
  all: readonly T[],
  used: (id: string) => Promise<unknown>,
): Promise<T[]> {
  const found = await Promise.all(all.map(async (one) => ((await used(one.id)) ? [one] : [])))
  return found.flat()
}
