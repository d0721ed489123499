/** What the seed wrote on somebody's timeline is known by its id; what anybody did to them later has another one. */
export function seededChangeId(customer: string): string {
  return `cc_demo:${customer}`
}

/** Every change that the seed wrote. */
export const SEEDED_CHANGE = /^cc_demo:/
