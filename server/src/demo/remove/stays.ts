import type { Author } from '../../contract/index.ts'

/** What happened to a conversation of the demo since its seed. */
export interface Since {
  /** Who wrote the entries that came after the seed's. */
  authors: readonly Author['type'][]
  /** Something that was accepted and stands in no entry yet. */
  pending: boolean
  /** Somebody has begun to write, and not sent it. */
  drafted: boolean
}

/**
 * Whether a conversation of the demo stays: somebody went on with it. It stays whole, because the log is one. What only
 * the product did of itself, such as an offer or the end after a day of silence, keeps nothing.
 */
export function stays({ authors, pending, drafted }: Since): boolean {
  return pending || drafted || authors.some((author) => author === 'customer' || author === 'agent')
}
