import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { recogniseByRule } from './own-rules.ts'
import { SLOT_TEXT_LIMIT, type SlotRequest, type SlotResult } from './slot-request.ts'

const TIME_LIMIT_MS = 100
const START_LIMIT_MS = 15_000

export interface SlotRecogniser {
  /** The value that a reply gives for the awaited slot; undefined when none is found in time. */
  recognise(request: SlotRequest): Promise<SlotResult>
  /** Starts the worker ahead of the first question. */
  warm(): Promise<void>
  close(): Promise<void>
}

export interface SlotRecogniserOptions {
  readonly timeLimitMs?: number
}

/**
 * Creates a recogniser: own scanner and rules at once, then compromise, node-nlp and natural in one worker that
 * is started on first need, holds no process open, and is thrown away when a text takes too long.
 */
export function createSlotRecogniser({
  timeLimitMs = TIME_LIMIT_MS,
}: SlotRecogniserOptions = {}): SlotRecogniser {
  let running: Promise<Worker> | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let closed = false

  const ready = (): Promise<Worker> => {
    running ??= startWorker(() => {
      running = undefined
    })
    return running
  }
  const askWorker = async (request: SlotRequest): Promise<SlotResult> => {
    if (closed) return undefined
    const worker = await ready().catch(() => undefined)
    return worker && askWithin(worker, request, timeLimitMs)
  }
  return {
    recognise(request) {
      const found = request.text.length > SLOT_TEXT_LIMIT ? undefined : recogniseByRule(request)
      if (found || !isForWorker(request)) return Promise.resolve(found)
      // One at a time: a slow text must use up its own time, not that of the next.
      const answer = queue.then(() => askWorker(request))
      queue = answer
      return answer
    },
    async warm() {
      await ready()
    },
    async close() {
      closed = true
      const worker = await running?.catch(() => undefined)
      await worker?.terminate()
    },
  }
}

function isForWorker({ text, kind }: SlotRequest): boolean {
  if (text.length > SLOT_TEXT_LIMIT || text.trim() === '') return false
  return kind !== 'text' && kind !== 'email' && kind !== 'order'
}

/** Starts the worker from the source or the built file beside this one, and waits until it has warmed up. */
function startWorker(onExit: () => void): Promise<Worker> {
  const fromSource = import.meta.url.endsWith('.ts')
  const file = new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url)
  const worker = new Worker(file, fromSource ? { execArgv: sourceArguments() } : {})
  worker.unref()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The slot worker did not start in time'))
      worker.terminate().catch(() => undefined)
    }, START_LIMIT_MS)
    worker.once('message', () => {
      clearTimeout(timer)
      resolve(worker)
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      onExit()
    })
  })
}

/** A source worker needs the loader that its parent has; the parent may be a test runner with its own. */
function sourceArguments(): string[] {
  const loader = createRequire(import.meta.url).resolve('tsx')
  return ['--conditions=source', '--import', pathToFileURL(loader).href]
}

function askWithin(worker: Worker, request: SlotRequest, timeLimitMs: number): Promise<SlotResult> {
  return new Promise((resolve) => {
    const finish = (value: SlotResult) => {
      clearTimeout(timer)
      worker.off('message', onMessage)
      worker.off('exit', onGone)
      resolve(value)
    }
    const onMessage = (message: { readonly value: SlotResult }) => finish(message.value)
    const onGone = () => finish(undefined)
    const timer = setTimeout(() => {
      finish(undefined)
      worker.terminate().catch(() => undefined)
    }, timeLimitMs)
    worker.on('message', onMessage)
    worker.on('exit', onGone)
    worker.postMessage(request)
  })
}
