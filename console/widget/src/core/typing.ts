import type { TypingEvent } from './link.ts'

export type Typing = Pick<TypingEvent, 'by' | 'name'>

const EXPIRES_MS = 6000
const REPEAT_MS = 3000
const IDLE_MS = 4000

/** The other side's typing: a sign that is not renewed expires, because its end may have been lost. */
export class TypingSeen {
  private readonly changed: (typing: Typing | undefined) => void
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(changed: (typing: Typing | undefined) => void) {
    this.changed = changed
  }

  heard({ by, name, on }: TypingEvent): void {
    if (!on) {
      this.clear()
      return
    }
    clearTimeout(this.timer)
    this.changed(name === undefined ? { by } : { by, name })
    this.timer = setTimeout(() => this.clear(), EXPIRES_MS)
  }

  clear(): void {
    clearTimeout(this.timer)
    this.changed(undefined)
  }
}

/** The customer's own typing: told at the first key, again while it lasts, and when it ends. */
export class TypingTold {
  private readonly tell: (on: boolean) => void
  private toldAt: number | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (on: boolean) => void) {
    this.tell = tell
  }

  key(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.end(), IDLE_MS)
    if (this.toldAt !== undefined && Date.now() - this.toldAt < REPEAT_MS) return
    this.toldAt = Date.now()
    this.tell(true)
  }

  end(): void {
    clearTimeout(this.timer)
    if (this.toldAt === undefined) return
    this.toldAt = undefined
    this.tell(false)
  }
}
