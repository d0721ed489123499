import type { View } from '@parley/server/contract'

/** In the order of the navigation. */
export const views = ['waiting', 'mine', 'open', 'bot', 'closed'] as const satisfies readonly View[]

export function isView(value: string): value is View {
  return views.some((view) => view === value)
}

/** Where a view, or a thread within it, is; a view alone closes the thread. */
export function inboxAddress(view: View, threadId?: string) {
  return { to: '/inbox/$view/{-$threadId}', params: { view, threadId } } as const
}
