import type { Worker } from 'node:worker_threads'

export interface StartOptions {
  readonly create: () => Worker
  /** In milliseconds. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Returns a worker that has said that it is ready. Throws what the worker died of, or an `Error` when it took too
 * long or was called off; then its thread is gone.
 */
export function startWorker({ create, limitMs, signal }: StartOptions): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = create()
    let reason: unknown = new Error('The slot worker ended before it was ready')
    const callOff = (why: string) => {
      reason = new Error(why)
      worker.terminate().catch(reject)
    }
    const timer = setTimeout(callOff, limitMs, 'The slot worker did not start in time')
    const onAbort = () => callOff('The slot worker was closed before it was ready')
    signal.addEventListener('abort', onAbort)
    const settled = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
    // Stays for the worker's whole life: an error that nobody hears would end the process.
    worker.on('error', (error) => {
      reason = error
    })
    worker.once('message', () => {
      settled()
      resolve(worker)
    })
    worker.once('exit', () => {
      settled()
      reject(reason)
    })
  })
}
