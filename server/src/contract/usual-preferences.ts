import type { Preferences } from './preferences.ts'

/** Until somebody wants it otherwise. */
export const usualPreferences: Preferences = {
  theme: 'auto',
  density: 'comfortable',
  keys: {},
  singleKeys: true,
  alerts: { desktop: false, sound: true, which: 'chime', volume: 0.6, scope: 'mine', repeat: false },
  holdMs: 5000,
  viewOrder: [],
  hiddenViews: [],
}
