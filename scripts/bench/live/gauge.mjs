// Loaded before a server by --import, in a measurement only: on a socket of its own it answers, for each connection, how
// much memory is left once everything was collected that can be, and how late the event loop came since it was asked last.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

/** What is let go of by a finaliser or a weak reference goes with the next collection. */
const COLLECTIONS = 3
/** A collection stops the loop by itself, which is not the server's doing. */
const SETTLE_MS = 50

const dir = process.env['BENCH_GAUGES']
if (isMainThread && dir) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const answer = async () => {
      const late = { p50: loop.percentile(50) / 1e6, p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 }
      for (let time = 0; time < COLLECTIONS; time++) {
        collect()
        await delay(1)
      }
      socket.end(JSON.stringify({ memory: process.memoryUsage(), loopMs: late }))
      await delay(SETTLE_MS)
      loop.reset()
    }
    void answer()
  })
  server.listen(join(dir, `${process.pid}.sock`))
  server.unref()
}
