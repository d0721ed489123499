/** What the pool asks of a read worker. Bytes are BSON or whole messages, as they came from the client. */
export type Ask =
  | { readonly kind: 'command'; readonly bytes: Uint8Array; readonly at: Address }
  | { readonly kind: 'search'; readonly bytes: Uint8Array }
  | { readonly kind: 'kill'; readonly cursors: readonly bigint[] }
  | { readonly kind: 'endSession'; readonly session: string }

/** Where the client is, for answers that tell it. */
export interface Address {
  readonly remote: string
  readonly local: string
}

export interface Asked {
  readonly id: number
  readonly ask: Ask
}

export interface Answered {
  readonly id: number
  /** A reply as BSON, the ids of found records, or the cursors that were there. */
  readonly answer?: Uint8Array | Float64Array | readonly bigint[]
  /** How often the work used which index, by its number. */
  readonly indexUses: readonly (readonly [index: number, times: number])[]
  readonly failure?: { readonly code: number; readonly message: string }
}

export interface ReaderData {
  readonly dir: string
  /** Its cursors carry this number, so that the next batch is asked of the same worker. */
  readonly number: number
}
