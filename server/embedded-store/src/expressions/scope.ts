import type { Doc, Value } from '../bson/value.ts'

export type Variables = Readonly<Record<string, Value>>

/** What an expression sees: the document and the `$$` variables; `NOW` is the same for a whole command. */
export interface Scope {
  readonly root: Doc
  readonly variables: Variables
  /** What field paths begin at, where `$$CURRENT` was bound to something else than the document. */
  readonly current?: { readonly value: Value }
}

export type Expression = (scope: Scope) => Value
