import type { Chat } from './core/chat.ts'
import { isRecord } from './core/key-value.ts'
import { pickLocale } from './i18n/messages.ts'
import { fetchExtras } from './ui/extras.ts'

type Callback = (value?: unknown) => unknown

/** Serves `Parley(…)`: what the host page asks for, and what it wants to hear. */
export class HostCalls {
  private readonly callbacks = new Map<string, Set<Callback>>()
  private chat: Chat | undefined

  serve(chat: Chat): void {
    this.chat = chat
    let { open, unread } = chat.state.get()
    chat.state.subscribe(() => {
      const now = chat.state.get()
      if (now.open !== open) this.tell(now.open ? 'open' : 'close')
      if (now.unread !== unread) this.tell('unread', now.unread)
      ;({ open, unread } = now)
    })
  }

  /** One call, as it was written: the first argument names it. Unknown ones are ignored, for older widgets. */
  take([name, value, callback]: unknown[]): void {
    const { chat } = this
    if (!chat) return
    if (name === 'open') chat.open()
    if (name === 'close') chat.close()
    if (name === 'propose') propose(value)
    if (name === 'setLocale' && typeof value === 'string') chat.setLocale(pickLocale(value))
    if (name === 'identify') {
      const token = isRecord(value) ? value['token'] : undefined
      chat.identify(typeof token === 'string' && token ? token : undefined)
    }
    if (name === 'on' && typeof value === 'string' && typeof callback === 'function') {
      const known = this.callbacks.get(value) ?? new Set()
      this.callbacks.set(value, known.add(callback as Callback))
    }
  }

  /** Asks the host page's `token` callback for a fresh signed identity. */
  async freshToken(): Promise<string | undefined> {
    for (const callback of this.callbacks.get('token') ?? []) {
      try {
        const token = await callback()
        if (typeof token === 'string' && token) return token
      } catch {
        // The host's own failure: the customer goes on as a visitor.
      }
    }
    return undefined
  }

  private tell(name: string, value?: unknown): void {
    for (const callback of this.callbacks.get(name) ?? []) {
      try {
        callback(value)
      } catch {
        // A host page that throws must not stop the chat.
      }
    }
  }
}

/** From the loader: the time for a message of the company's own accord has come. */
function propose(rule: unknown): void {
  fetchExtras().then(
    (extras) => extras.propose(String(rule)),
    () => undefined,
  )
}
