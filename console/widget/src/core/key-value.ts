/** What the widget keeps in the browser. Never throws: blocked storage means that a reload forgets. */
export interface KeyValue {
  get(key: string): string | undefined
  set(key: string, value: string): void
  remove(key: string): void
  keys(prefix: string): string[]
}

/** Browser storage under a prefix; what it refuses (private mode, quota, blocked cookies) stays in memory. */
export function createKeyValue(open: () => Storage, prefix: string): KeyValue {
  const memory = new Map<string, string>()
  const storage = attempt(open)
  return {
    get: (key) => memory.get(key) ?? attempt(() => storage?.getItem(prefix + key)) ?? undefined,
    set(key, value) {
      const stored = attempt(() => {
        storage?.setItem(prefix + key, value)
        return storage !== undefined
      })
      if (stored) memory.delete(key)
      else memory.set(key, value)
    },
    remove(key) {
      memory.delete(key)
      attempt(() => storage?.removeItem(prefix + key))
    },
    keys(start) {
      const wanted = prefix + start
      const stored = attempt(() => (storage ? allKeys(storage) : [])) ?? []
      const own = stored.filter((key) => key.startsWith(wanted)).map((key) => key.slice(prefix.length))
      return [...new Set([...own, ...[...memory.keys()].filter((key) => key.startsWith(start))])]
    },
  }
}

/** Reads a stored JSON object; what others or older versions wrote may be anything. */
export function readJson(store: KeyValue, key: string): Record<string, unknown> | undefined {
  const parsed: unknown = attempt(() => JSON.parse(store.get(key) ?? 'null'))
  return isRecord(parsed) ? parsed : undefined
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function allKeys(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
