/** What the widget keeps in the browser. Never throws: blocked storage means that a reload forgets. */
export interface KeyValue {
  get(key: string): string | undefined
  set(key: string, value: string): void
  remove(key: string): void
  keys(prefix: string): string[]
}

/**
 * Browser storage under a prefix; what it refuses (private mode, quota, blocked cookies) stays in memory.
 *
 * @param whose comes after the prefix: what is kept of one person is not another's
 */
export function createKeyValue(open: () => Storage, prefix: string, whose = () => ''): KeyValue {
  const memory = new Map<string, string>()
  const storage = attempt(open)
  const full = (key: string) => prefix + whose() + key
  return {
    get: (key) => memory.get(full(key)) ?? attempt(() => storage?.getItem(full(key))) ?? undefined,
    set(key, value) {
      const stored = attempt(() => {
        storage?.setItem(full(key), value)
        return storage !== undefined
      })
      if (stored) memory.delete(full(key))
      else memory.set(full(key), value)
    },
    remove(key) {
      memory.delete(full(key))
      attempt(() => storage?.removeItem(full(key)))
    },
    keys(start) {
      const stored = attempt(() => (storage ? allKeys(storage) : [])) ?? []
      const own = [...stored, ...memory.keys()].filter((name) => name.startsWith(full(start)))
      return [...new Set(own.map((name) => name.slice(full('').length)))]
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
