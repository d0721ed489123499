import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import { Preferences, PreferencesChange, SetProfile } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { PreferenceStore } from './preference.ts'

export interface PreferenceRoutesDeps {
  preferences: PreferenceStore
  users: Model<UserRecord>
}

/** What a person may set about themselves. */
export function preferenceRoutes({ preferences, users }: PreferenceRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/me/preferences',
      access: 'me.read',
      answer: Preferences,
      handle: async ({ user }) => await preferences.of(user.id),
    }),
    route({
      method: 'patch',
      path: '/api/me/preferences',
      access: 'me.write',
      body: PreferencesChange,
      answer: Preferences,
      handle: async ({ user, body }) => await preferences.change(user.id, body),
    }),
    route({
      method: 'put',
      path: '/api/me/profile',
      access: 'me.write',
      body: SetProfile,
      answer: SetProfile,
      handle: async ({ user, body }) => {
        await users.updateOne({ _id: user.id }, { $set: { name: body.name } })
        return body
      },
    }),
  ]
}
