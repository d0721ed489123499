/** What of the contract is rules and no schemas: a screen that needs only these loads no validator. */

export * from './effective.ts'
export * from './list-rules.ts'
export * from './opening-hours.ts'
export * from './plain-text.ts'
export * from './search-words.ts'
export * from './usual-preferences.ts'
