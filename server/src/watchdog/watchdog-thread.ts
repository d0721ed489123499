import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { isStuck, look, type Seen, startWatch } from './is-still.ts'
import { mainThreadTime } from './thread-time.ts'
import type { Watched } from './watchdog.ts'

// Looks at the beats of the main thread, which it can only do because it is another one.

const { beats, stuckMs } = workerData as Watched
const lookMs = Math.min(500, stuckMs / 4)
const counter = new Int32Array(beats)
const see = (): Seen => ({
  beat: Atomics.load(counter, 0),
  at: performance.now(),
  ...mainThreadTime(),
})

let watch = startWatch(see())
setInterval(() => {
  watch = look(watch, see(), lookMs)
  if (!isStuck(watch, stuckMs)) return
  const { pid } = process
  const { busyMs, waitedMs } = watch
  const line = {
    ...{ level: 'fatal', time: new Date().toISOString(), pid },
    ...{ event: 'process.stuck', busyMs, waitedMs: Math.round(waitedMs) },
  }
  // Not through the main thread, which would have to pass it on.
  writeSync(1, `${JSON.stringify(line)}\n`)
  process.kill(pid, 'SIGKILL')
}, lookMs)
