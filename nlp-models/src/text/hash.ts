/** FNV-1a over UTF-16 units (Fowler, Noll, Vo), with the finaliser of MurmurHash3 so that all bits mix. */
export const FNV_OFFSET = 0x811c9dc5

export function hashUnit(state: number, unit: number): number {
  return Math.imul(state ^ unit, 0x01000193)
}

export function hashText(state: number, text: string): number {
  let hash = state
  for (let index = 0; index < text.length; index++) hash = hashUnit(hash, text.charCodeAt(index))
  return hash
}

export function finishHash(state: number): number {
  let hash = state ^ (state >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
