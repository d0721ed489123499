import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openWidget, type WidgetClient } from '../../lib/widget-client.ts'
import type { Lab } from '../live/lab.ts'

const EVERY_MS = 400

export interface Ack {
  /** When the message was sent first, by this process's clock. */
  readonly at: number
  /** Until it was acknowledged, at whichever attempt. */
  readonly ms: number
}

export interface Pulse {
  readonly acks: readonly Ack[]
  stop(): Promise<void>
}

/** Customers who write at an even pace, whatever becomes of the answers, and note how long each acknowledgement takes. */
export async function startPulse({ stack, account }: Lab, customers: number): Promise<Pulse> {
  const acks: Ack[] = []
  let stopped = false
  const urls = stack.urls
  const widgets = await Promise.all(
    Array.from({ length: customers }, (_, index) =>
      openWidget({ url: urls[index % urls.length] ?? '', session: { account, language: 'en' } }),
    ),
  )
  const write = async (widget: WidgetClient): Promise<void> => {
    for (let n = 1; !stopped; n++) {
      const at = performance.now()
      await widget.deliver({ id: randomUUID(), n, text: 'where is my order?' })
      acks.push({ at, ms: performance.now() - at })
      await delay(EVERY_MS)
    }
    widget.close()
  }
  const writing = Promise.all(widgets.map(write))
  return {
    acks,
    async stop() {
      stopped = true
      await writing
    },
  }
}
