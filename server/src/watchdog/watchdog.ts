import { url as debuggerUrl } from 'node:inspector'
import { Worker } from 'node:worker_threads'

const BEAT_MS = 250
/** Processor time: longer than any garbage collection, shorter than people wait. */
const STUCK_MS = 5000

export interface Watched {
  readonly beats: SharedArrayBuffer
  readonly stuckMs: number
}

export interface WatchdogOptions {
  readonly stuckMs?: number
  readonly unwatched?: (error: unknown) => void
}

/**
 * Ends this process with SIGKILL, after a line in the log, when its event loop stands still for `stuckMs` of processor
 * time, or waits for six times as long: a message that makes it loop forever must cost a restart, not the service. What
 * was acknowledged is stored, and the next process goes on with it. Whoever debugs is left alone.
 *
 * @param unwatched told when the watcher itself has failed: the process goes on without
 */
export function startWatchdog({ stuckMs = STUCK_MS, unwatched }: WatchdogOptions = {}): {
  stop(): Promise<void>
} {
  // From sources nobody runs a service.
  if (debuggerUrl() !== undefined || import.meta.url.endsWith('.ts')) return { stop: async () => undefined }
  const beats = new SharedArrayBuffer(4)
  const counter = new Int32Array(beats)
  const beat = setInterval(() => Atomics.add(counter, 0, 1), BEAT_MS).unref()
  const watched: Watched = { beats, stuckMs }
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
    workerData: watched,
    // Nothing of the settings is its business.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  })
  thread.unref()
  // Without it the process is as good as any other; with an unheard error it would end.
  thread.on('error', (error) => {
    clearInterval(beat)
    unwatched?.(error)
  })
  return {
    async stop() {
      clearInterval(beat)
      await thread.terminate()
    },
  }
}
