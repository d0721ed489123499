import type { en } from './en.ts'

/** The same keys with other words. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** What every language must have: a missing or a surplus key does not compile. */
export type Messages = Shape<typeof en>
