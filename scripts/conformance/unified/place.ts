import { type Document, Mismatch } from './schema.ts'
import { shown } from './values.ts'

/** What the operators of a match may look up. */
export interface MatchContext {
  /** A saved value, or undefined. */
  entity(name: string): unknown
  /** The id of a session entity. */
  sessionId(name: string): Document | undefined
}

export interface Place {
  readonly path: string
  /** Documents at the root may have more fields than expected; deeper ones may not. */
  readonly root: boolean
}

export function differ({ path }: Place, wanted: string, actual: unknown): never {
  throw new Mismatch(`${path}: expected ${wanted}, got ${shown(actual)}`)
}
