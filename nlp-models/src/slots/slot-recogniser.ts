import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { recogniseByRule } from './own-rules.ts'
import { SLOT_TEXT_LIMIT, type SlotRequest, type SlotResult } from './slot-request.ts'

const TIME_LIMIT_MS = 100
const START_LIMIT_MS = 60_000
/** A turn waits no longer than this for a worker that is still starting; see `warm`. */
const START_PATIENCE_MS = 2000

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
  let startedAt = 0
  let queue: Promise<unknown> = Promise.resolve()
  let closed = false

  const ready = (): Promise<Worker> => {
    if (running === undefined) {
      const started = startWorker(() => {
        if (running === started) running = undefined
      })
      running = started
      startedAt = performance.now()
    }
    return running
  }
  const askWorker = async (request: SlotRequest): Promise<SlotResult> => {
    if (closed) return undefined
    const starting = ready()
    // Counted from the start, not from each question: those that queue up behind it must not wait one after another.
    const patience = startedAt + START_PATIENCE_MS - performance.now()
    const worker = await within(starting, Math.max(0, patience))
    if (worker === undefined) return undefined
    const answer = await askWithin(worker, request, timeLimitMs)
    if (answer !== 'overrun') return answer.value
    // Replaced before it is gone, so that the next question finds a fresh one.
    running = undefined
    worker.terminate().catch(() => undefined)
    ready().catch(() => undefined)
    return undefined
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

function within(starting: Promise<Worker>, limitMs: number): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), limitMs)
    const settle = (worker?: Worker) => {
      clearTimeout(timer)
      resolve(worker)
    }
    starting.then(settle, () => settle())
  })
}

/** Starts the worker from the source or the built file beside this one, and waits until it has warmed up. */
function startWorker(onExit: () => void): Promise<Worker> {
  const worker = import.meta.url.endsWith('.ts')
    ? sourceWorker()
    : new Worker(new URL('./worker.js', import.meta.url))
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

/**
 * A worker does not get the TypeScript loader of its parent on Node 20, and a test runner has another one: it
 * registers tsx itself before it reads its source.
 */
function sourceWorker(): Worker {
  // The CommonJS twin, which require finds, cannot register a loader.
  const found = createRequire(import.meta.url).resolve('tsx/esm/api')
  const loader = pathToFileURL(found.replace(/\.cjs$/, '.mjs')).href
  const source = new URL('./worker.ts', import.meta.url).href
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(code, { eval: true })
}

type Answer = { readonly value: SlotResult } | 'overrun'

function askWithin(worker: Worker, request: SlotRequest, timeLimitMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer) => {
      clearTimeout(timer)
      worker.off('message', finish)
      worker.off('exit', onGone)
      resolve(answer)
    }
    const onGone = () => finish({ value: undefined })
    const timer = setTimeout(() => finish('overrun'), timeLimitMs)
    worker.on('message', finish)
    worker.on('exit', onGone)
    worker.postMessage(request)
  })
}
