const EDGES = 1 << 15
const NODES = 1 << 14
const GOLDEN = 0x9e3779b1
const NONE = -1
const ROOT = 0

/**
 * Rows of Chinese characters (and letters within them) in one tree, packed into a few lists: it takes a millisecond to
 * fill and one probe a character to read.
 */
export class CharacterTree {
  /** Node above and UTF-16 unit, by hash; the tree holds at most 16,384 nodes. */
  readonly #edges = new Int32Array(EDGES).fill(NONE)
  readonly #nodes = new Int32Array(EDGES)
  readonly #flags = new Int32Array(NODES)
  /** All flags of the rows that begin with a unit. */
  readonly #begins = new Map<number, number>()
  #count = 1

  add(row: string, flag: number): void {
    let node = ROOT
    for (let at = 0; at < row.length; at++) node = this.#childOrNew(node, row.charCodeAt(at))
    this.#flags[node] = (this.#flags[node] ?? 0) | flag
    const first = row.charCodeAt(0)
    this.#begins.set(first, (this.#begins.get(first) ?? 0) | flag)
  }

  /** The first units of all rows, with the flags of those rows. */
  get begins(): ReadonlyMap<number, number> {
    return this.#begins
  }

  /** The longest row that begins at a place and has one of the flags: where it ends and its flags. */
  longest(
    text: string,
    at: number,
    wanted: number,
  ): { readonly end: number; readonly flags: number } | undefined {
    let found = 0
    let foundEnd = 0
    let node = ROOT
    for (let end = at; end < text.length; ) {
      node = this.#child(node, text.charCodeAt(end++))
      if (node === NONE) break
      const flags = this.#flags[node] ?? 0
      if ((flags & wanted) !== 0) {
        found = flags
        foundEnd = end
      }
    }
    return found === 0 ? undefined : { end: foundEnd, flags: found }
  }

  #child(node: number, unit: number): number {
    const place = this.#placeOf((node << 16) | unit)
    return this.#edges[place] === NONE ? NONE : (this.#nodes[place] ?? NONE)
  }

  #childOrNew(node: number, unit: number): number {
    const edge = (node << 16) | unit
    const place = this.#placeOf(edge)
    if (this.#edges[place] === NONE) {
      if (this.#count >= NODES) throw new RangeError('Too many rows of characters')
      this.#edges[place] = edge
      this.#nodes[place] = this.#count++
    }
    return this.#nodes[place] ?? NONE
  }

  #placeOf(edge: number): number {
    let place = Math.imul(edge, GOLDEN) >>> 17
    while (this.#edges[place] !== NONE && this.#edges[place] !== edge) place = (place + 1) & (EDGES - 1)
    return place
  }
}
