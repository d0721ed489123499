import type { Worker } from 'node:worker_threads'
import { createThread } from '../threads/create-thread.ts'

/** Creates the worker from the source or the built file beside this one. */
export function createSlotWorker(): Worker {
  return createThread(new URL('./worker.js', import.meta.url))
}
