export interface RecentMap<V> {
  get: (key: string) => V | undefined
  set: (key: string, value: V) => void
  delete: (key: string) => void
}

/** A map that keeps the `size` entries used last, none longer than `ageMs` after it was set. */
export function createRecentMap<V>({ size, ageMs }: { size: number; ageMs: number }): RecentMap<V> {
  // A Map iterates in the order of insertion: the first key is the one that was not used for longest.
  const entries = new Map<string, { value: V; until: number }>()
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      if (entry.until <= performance.now()) return undefined
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, { value, until: performance.now() + ageMs })
      if (entries.size <= size) return
      for (const oldest of entries.keys()) {
        entries.delete(oldest)
        return
      }
    },
    delete: (key) => {
      entries.delete(key)
    },
  }
}
