import type { PersonState, Role } from '@parley/server/contract'

/** The contract's own lists are schemas, which would bring their library into the first download. */
export const roles = ['agent', 'supervisor', 'trainer', 'admin'] as const satisfies readonly Role[]
export const personStates = ['active', 'disabled'] as const satisfies readonly PersonState[]

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value)
}

export function isPersonState(value: unknown): value is PersonState {
  return personStates.some((state) => state === value)
}
