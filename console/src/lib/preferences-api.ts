import type { Preferences, PreferencesChange, SavedView, SaveView, SetProfile } from '@parley/server/contract'
import { call } from './api.ts'

const viewPath = (id: string) => `/api/views/${encodeURIComponent(id)}`

/** What one person keeps on the server: preferences, their name, saved views. */
export const ownApi = {
  preferences: () => call<Preferences>('/api/me/preferences'),
  changePreferences: (body: PreferencesChange, keepalive = false) =>
    call<Preferences>('/api/me/preferences', { method: 'PATCH', body, keepalive }),
  setProfile: (body: SetProfile) => call<SetProfile>('/api/me/profile', { method: 'PUT', body }),
  savedViews: async () => (await call<{ views: SavedView[] }>('/api/views')).views,
  saveView: (id: string, body: SaveView) => call<SavedView>(viewPath(id), { method: 'PUT', body }),
  removeView: (id: string) => call<void>(viewPath(id), { method: 'DELETE' }),
}
