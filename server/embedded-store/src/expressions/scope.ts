import type { Doc, Value } from '../bson/value.ts'

export type Variables = Readonly<Record<string, Value>>

/** What an expression sees: the document and the `$$` variables; `NOW` is the same for a whole command. */
export interface Scope {
  readonly root: Doc
  readonly variables: Variables
}

export type Expression = (scope: Scope) => Value
