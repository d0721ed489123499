// Loaded before a server by --import, in a measurement only: on a socket of its own it answers, for each connection, how
// much memory is left once everything was collected that can be, and how late the event loop came since it was asked last:
// by the clock, and less the time in which it was ready to run and others had the cores.
import { openSync, readSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

/** What is let go of by a finaliser or a weak reference goes with the next collection. */
const COLLECTIONS = 3
/** A collection stops the loop by itself, which is not the server's doing. */
const SETTLE_MS = 50
const TICK_MS = 10

/** Ticks as `monitorEventLoopDelay` does, and takes from each delay what the system says that this thread waited for a core. */
function monitorOwnDelay() {
  const file = openSync('/proc/self/schedstat', 'r')
  const bytes = Buffer.alloc(100)
  // Its second number: ns in which it could have run and did not.
  const waited = () => Number(bytes.latin1Slice(0, readSync(file, bytes, 0, bytes.length, 0)).split(' ')[1])
  const histogram = createHistogram()
  let last = { at: performance.now() * 1e6, waited: waited() }
  const tick = () => {
    const now = { at: performance.now() * 1e6, waited: waited() }
    histogram.record(Math.max(1, Math.round(now.at - last.at - (now.waited - last.waited))))
    last = now
  }
  setInterval(tick, TICK_MS).unref()
  return histogram
}

function lateMs(histogram) {
  return {
    p50: histogram.percentile(50) / 1e6,
    p99: histogram.percentile(99) / 1e6,
    max: histogram.max / 1e6,
  }
}

const dir = process.env['BENCH_GAUGES']
if (isMainThread && dir) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const loop = monitorEventLoopDelay({ resolution: TICK_MS })
  loop.enable()
  const own = monitorOwnDelay()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const answer = async () => {
      const late = { loopMs: lateMs(loop), ownLoopMs: lateMs(own) }
      for (let time = 0; time < COLLECTIONS; time++) {
        collect()
        await delay(1)
      }
      socket.end(JSON.stringify({ memory: process.memoryUsage(), ...late }))
      await delay(SETTLE_MS)
      loop.reset()
      own.reset()
    }
    void answer()
  })
  server.listen(join(dir, `${process.pid}.sock`))
  server.unref()
}
