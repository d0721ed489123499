import type { Worker } from 'node:worker_threads'
import { isStuck } from './is-stuck.ts'
import type { SlotLimits } from './slot-limits.ts'
import type { SlotRequest, SlotResult } from './slot-request.ts'

/** Looked at this often within `stuckMs`, a stuck worker is found soon after it may be called so. */
const LOOKS = 4

export interface WorkerLine {
  /** The worker's answer; undefined when there is none within the limits or the worker is lost. Never rejects. */
  ask(request: SlotRequest): Promise<SlotResult>
}

interface Asked {
  readonly request: SlotRequest
  readonly settle: (value: SlotResult) => void
  timer?: NodeJS.Timeout
}

interface Held extends Asked {
  readonly since: number
  readonly cpu: NodeJS.CpuUsage
}

/**
 * Asks a worker that is ready one request at a time, in order, so that a slow text uses up its own time and not
 * that of the next. A late answer is dropped and the worker keeps its place: on a busy machine late means that the
 * thread was not scheduled, and a restart would cost seconds of processor time more. Only a stuck worker is ended.
 * The worker holds no process open.
 */
export function createWorkerLine(worker: Worker, limits: SlotLimits): WorkerLine {
  const waiting: Asked[] = []
  let held: Held | undefined

  const next = () => {
    const first = held ? undefined : waiting.shift()
    if (!first) return
    clearTimeout(first.timer)
    const taken: Held = { ...first, since: performance.now(), cpu: process.cpuUsage() }
    taken.timer = setTimeout(afterMail, limits.answerMs, () => overdue(taken))
    held = taken
    worker.postMessage(first.request)
  }
  const overdue = (late: Held) => {
    if (held !== late) return
    late.settle(undefined)
    if (isStuck(spentSince(late), limits.stuckMs)) {
      worker.terminate().catch(() => undefined)
      return
    }
    late.timer = setTimeout(afterMail, limits.stuckMs / LOOKS, () => overdue(late)).unref()
  }
  const leaveLine = (asked: Asked) => {
    waiting.splice(waiting.indexOf(asked), 1)
    asked.settle(undefined)
  }
  worker.on('message', ({ value }: { value: SlotResult }) => {
    clearTimeout(held?.timer)
    held?.settle(value)
    held = undefined
    next()
  })
  // Not before the listener, which would make the thread hold the process open again.
  worker.unref()
  worker.once('exit', () => {
    for (const asked of held ? [held, ...waiting] : waiting) {
      clearTimeout(asked.timer)
      asked.settle(undefined)
    }
    held = undefined
    waiting.length = 0
  })
  return {
    ask(request) {
      // Who would wait in vain behind a text that is so late does not wait at all.
      if (held && performance.now() - held.since > limits.answerMs + limits.lineMs)
        return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const asked: Asked = { request, settle: resolve }
        asked.timer = setTimeout(leaveLine, limits.lineMs, asked)
        waiting.push(asked)
        next()
      })
    },
  }
}

/** After a block of this thread its timers come first; an answer that arrived meanwhile must still count. */
function afterMail(look: () => void): void {
  setImmediate(look)
}

function spentSince({ since, cpu }: Held) {
  const { user, system } = process.cpuUsage(cpu)
  return { wallMs: performance.now() - since, processCpuMs: (user + system) / 1000 }
}
