import type { Ack, SendMessage } from '@parley/server/contract'
import type { Exclusive } from './exclusive.ts'
import type { Outbox, Outgoing } from './outbox.ts'
import { isPassing, isTokenProblem, toRefused } from './refused.ts'
import { backoff, wait } from './timing.ts'

export interface PumpPorts {
  outbox: Outbox
  exclusive: Exclusive
  isUp(): boolean
  send(body: SendMessage): Promise<Ack<object>>
  changed(): void
  /** The session is of no use; another one will start another pump. */
  tokenRefused(code: string): void
}

const RETRY_CAP_MS = 15_000

/**
 * Sends the queue, one message at a time and the next only after the acknowledgement: so the server gets them in the
 * order in which they were written. A lost acknowledgement repeats the same id, which the server counts once.
 */
export class Pump {
  private readonly ports: PumpPorts
  private running = false
  private wanted = false
  private stopped = false
  private failures = 0

  constructor(ports: PumpPorts) {
    this.ports = ports
  }

  poke(): void {
    this.wanted = true
    if (this.running) return
    this.running = true
    void this.run()
  }

  stop(): void {
    this.stopped = true
  }

  private async run(): Promise<void> {
    while (this.wanted && this.canSend()) {
      this.wanted = false
      if (!this.ports.outbox.next()) break
      // A lock that cannot be had is no reason to be silent: ids keep a double sending harmless.
      await this.ports.exclusive('send', () => this.drain()).catch(() => this.drain())
    }
    this.running = false
  }

  private canSend(): boolean {
    return !this.stopped && this.ports.isUp()
  }

  private async drain(): Promise<void> {
    while (this.canSend()) {
      const next = this.ports.outbox.next()
      if (!next) return
      await this.deliver(next)
    }
  }

  private async deliver({ id, n, text, files, opener }: Outgoing): Promise<void> {
    const body = { id, n, text, opener, files: files?.map((file) => file.id) }
    const answer = await this.ports.send(body).catch(() => undefined)
    if (this.stopped) return
    // No answer: the loop comes by with the same id, or stops because the connection is gone.
    if (!answer) {
      if (this.ports.isUp()) await wait(backoff(0, RETRY_CAP_MS))
      return
    }
    if (answer.ok) {
      this.failures = 0
      this.ports.outbox.sent(id)
      this.ports.changed()
      return
    }
    await this.refused(id, answer)
  }

  private async refused(id: string, answer: Ack<object>): Promise<void> {
    const refused = toRefused(answer)
    const code = refused?.code ?? 'internal'
    if (isTokenProblem(code)) {
      this.stopped = true
      this.ports.tokenRefused(code)
      return
    }
    if (isPassing(code)) {
      await wait(refused?.waitMs ?? backoff(this.failures, RETRY_CAP_MS))
      this.failures += 1
      return
    }
    this.ports.outbox.failed(id, code)
    this.ports.changed()
  }
}
