import { z } from 'zod'
import { authorise } from '../agents/permissions.ts'
import { SaveSettings, Section, type StoredSettings } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Settings } from './settings.ts'

const Params = z.object({ section: Section })
const Answer = z.object({
  version: z.number(),
  value: z.unknown(),
  by: z.string().optional(),
  at: z.number().optional(),
})

export interface SettingsRoutesDeps {
  settings: Settings
  /** Refuses a value that would strand somebody. */
  assertMayReplace: (section: Section, value: unknown) => Promise<void>
  /** Clears up after what a section does not name any more. What is left when it fails must be harmless. */
  replaced: (change: { section: Section; before: StoredSettings; after: StoredSettings }) => Promise<void>
  /** Writes down who changed what. */
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

/** The sections of the settings: read by those who may change some of them, saved section by section. */
export function settingsRoutes({ settings, assertMayReplace, replaced, audit }: SettingsRoutesDeps): Route[] {
  const path = '/api/settings/:section'
  return [
    route({
      method: 'get',
      path,
      access: 'settings.read',
      params: Params,
      answer: Answer,
      handle: async ({ params }): Promise<StoredSettings> => await settings.read(params.section),
    }),
    route({
      method: 'put',
      path,
      access: 'settings.read',
      params: Params,
      body: SaveSettings,
      answer: Answer,
      handle: async ({ user, params: { section }, body, ip }): Promise<StoredSettings> => {
        // Tags are part of daily work; everything else is the administrator's.
        authorise(user, section === 'tags' ? 'tags.write' : 'settings.write')
        await assertMayReplace(section, body.value)
        const before = await settings.read(section)
        const stored = await settings.put(section, { ...body, by: user.id })
        await audit({ actor: user.id, action: 'settings.change', target: `${section}@${stored.version}`, ip })
        await replaced({ section, before, after: stored })
        return stored
      },
    }),
  ]
}
