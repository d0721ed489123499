import { StoreError } from '../errors.ts'

/** The paths of one update, none of which may lie on another's way. */
export class PathTree {
  readonly #children = new Map<string, PathTree>()
  #isEnd = false

  /** @throws ConflictingUpdateOperators (40) */
  add(parts: readonly string[]): void {
    let node: PathTree = this
    for (const [index, part] of parts.entries()) {
      if (node.#isEnd || node.#mixes(part)) throw conflict(parts, index)
      const next = node.#children.get(part) ?? new PathTree()
      node.#children.set(part, next)
      node = next
    }
    if (node.#isEnd || node.#children.size > 0) throw conflict(parts, parts.length)
    node.#isEnd = true
  }

  /** One array can be updated by `$[…]` or by names and positions, not by both. */
  #mixes(part: string): boolean {
    const [sibling] = this.#children.keys()
    return sibling !== undefined && isChoice(sibling) !== isChoice(part)
  }
}

/** `$[]` and `$[name]` choose elements; `$` is one position. */
export function isChoice(part: string): boolean {
  return part.startsWith('$[')
}

function conflict(parts: readonly string[], upTo: number): StoreError {
  return new StoreError(
    40,
    `Updating the path '${parts.join('.')}' would create a conflict at '${parts.slice(0, upTo).join('.')}'`,
  )
}
