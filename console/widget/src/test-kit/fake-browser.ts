import { Chat, type ChatPorts } from '../core/chat.ts'
import type { Exclusive } from '../core/exclusive.ts'
import { createKeyValue } from '../core/key-value.ts'
import type { TabNews } from '../core/tabs.ts'
import type { FakeServer } from './fake-server.ts'

/** One browser: what its tabs share. */
export class FakeBrowser {
  readonly storage = memoryStorage()
  private readonly server: FakeServer
  private readonly ears = new Set<(news: TabNews) => void>()
  private readonly locks = new Map<string, Promise<void>>()

  constructor(server: FakeServer) {
    this.server = server
  }

  tab(ports: Partial<ChatPorts> = {}): Chat {
    const own = new Set<(news: TabNews) => void>()
    return new Chat({
      account: 'northwind-web',
      locale: 'en',
      identity: undefined,
      api: this.server.api,
      openLink: this.server.openLink,
      store: createKeyValue(() => this.storage, 'parley:northwind-web:'),
      exclusive: this.exclusive,
      tabs: {
        tell: (news) => {
          for (const ear of this.ears) if (!own.has(ear)) setTimeout(() => ear(news), 1)
        },
        listen: (ear) => {
          own.add(ear)
          this.ears.add(ear)
        },
        close: () => {
          for (const ear of own) this.ears.delete(ear)
        },
      },
      askHost: () => Promise.resolve(undefined),
      page: () => undefined,
      ...ports,
    })
  }

  private readonly exclusive: Exclusive = async (name, task) => {
    const before = this.locks.get(name) ?? Promise.resolve()
    const mine = before.then(task)
    this.locks.set(
      name,
      mine.catch(() => undefined),
    )
    await mine
  }
}

export function memoryStorage(): Storage {
  const map = new Map<string, string>()
  return {
    get length() {
      return map.size
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (at) => [...map.keys()][at] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  }
}

/** A signed identity as far as a browser can read it. */
export function identityOf(sub: string, edition = 1): string {
  return `h.${btoa(JSON.stringify({ sub, edition }))}.s`
}
