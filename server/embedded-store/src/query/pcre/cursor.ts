import { refused as refusedBy, StoreError } from '../../errors.ts'

/** What the options and the flags at the start of a pattern say. */
export interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
}

/** A capturing group: whether it is certain to be set once the pattern is behind it. */
export interface Scope {
  readonly parent: Scope | undefined
  /** One of several alternatives, repeated, optional or inside a lookaround: what it captured may be unset or stale. */
  uncertain: boolean
}

/** The pattern, how far it has been read, and what was found on the way. */
export class Cursor {
  position = 0
  groups: { readonly name: string | undefined; readonly scope: Scope; closed: boolean }[] = []
  /** Groups that a back reference named; checked once all is read. */
  readonly references: Scope[] = []
  inLookbehind = false
  readonly pattern: string
  readonly flags: Flags

  constructor(pattern: string, flags: Flags) {
    this.pattern = pattern
    this.flags = flags
  }

  get done(): boolean {
    return this.position >= this.pattern.length
  }

  /** The character here, without going on; the empty text at the end. */
  peek(): string {
    const point = this.pattern.codePointAt(this.position)
    return point === undefined ? '' : String.fromCodePoint(point)
  }

  next(): string {
    const char = this.peek()
    this.position += char.length
    return char
  }

  /** Goes on if this text stands here. */
  take(text: string): boolean {
    if (!this.pattern.startsWith(text, this.position)) return false
    this.position += text.length
    return true
  }

  /** Goes on if this stands here; the expression must be sticky. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.position
    const found = expression.exec(this.pattern)
    if (found) this.position += found[0].length
    return found ?? undefined
  }
}

export function invalid(what: string): StoreError {
  return new StoreError(51091, `Regular expression is invalid: ${what}`)
}

/** Something that PCRE can and JavaScript cannot say exactly. */
export function refused(what: string): StoreError {
  return refusedBy(51091, `${what} in a regular expression`)
}
