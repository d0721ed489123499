import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { look, type Watch } from './is-still.ts'
import type { Watched } from './watchdog.ts'

// Looks at the beats of the main thread, which it can only do because it is another one.

const LOOK_MS = 500
const { beats, stuckMs } = workerData as Watched
const counter = new Int32Array(beats)

let watch: Watch = { beat: Atomics.load(counter, 0), at: performance.now(), stillMs: 0 }
setInterval(() => {
  watch = look(watch, { beat: Atomics.load(counter, 0), at: performance.now() }, LOOK_MS)
  if (watch.stillMs < stuckMs) return
  const { pid } = process
  const line = { level: 'fatal', time: new Date().toISOString(), pid, event: 'process.stuck', stuckMs }
  // Not through the main thread, which would have to pass it on.
  writeSync(1, `${JSON.stringify(line)}\n`)
  process.kill(pid, 'SIGKILL')
}, LOOK_MS)
