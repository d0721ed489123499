import type { View } from '@parley/server/contract'

/** In the order of the navigation. */
export const views = ['waiting', 'mine', 'open', 'bot', 'closed'] as const satisfies readonly View[]

export function isView(value: string): value is View {
  return views.some((view) => view === value)
}
