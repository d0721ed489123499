import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'

// A process whose event loop stands still serves nobody, however alive it looks from outside: it must end, so that
// whoever keeps it running starts it again.

const watchdog = new URL('../dist/watchdog/watchdog.js', import.meta.url).href

/** A process that watches itself and then does what it is told. */
function watched(code: string) {
  const program = `import { startWatchdog } from ${JSON.stringify(watchdog)}; const dog = startWatchdog({ stuckMs: 1500 }); ${code}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece) => (said += piece))
  return { child, said: () => said, end: once(child, 'close') }
}

test('a process that loops for ever is ended, and its log says why', async () => {
  const { end, said, child } = watched(`console.log('up'); setTimeout(() => { for (;;) continue }, 50)`)
  expect(await end).toEqual([null, 'SIGKILL'])
  const line: unknown = JSON.parse(said().split('\n')[1] ?? '')
  expect(line).toMatchObject({ level: 'fatal', event: 'process.stuck', pid: child.pid })
}, 60_000)

test('one that was paused, or works, is not; and it holds no process open', async () => {
  const busy = `
    const until = Date.now() + 4000
    const work = () => { for (const end = Date.now() + 200; Date.now() < end; ) continue; if (Date.now() < until) setImmediate(work) }
    console.log('up'); work()`
  const { end, child } = watched(busy)
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await delay(3000)
  child.kill('SIGCONT')
  expect(await end).toEqual([0, null])
}, 60_000)

test('one that a busy machine keeps from its work is not', async () => {
  const { end, child } = watched(`
    setTimeout(() => {
      console.log('up')
      const spentMs = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one / 1000, 0)
      for (const start = spentMs(); spentMs() < start + 700; ) continue
    }, 50)`)
  await once(child.stdout, 'data')
  const started = performance.now()
  // A sixth of a processor: the work takes three times as long as it may stand still.
  const starving = setInterval(() => {
    child.kill('SIGCONT')
    setTimeout(() => child.kill('SIGSTOP'), 50)
  }, 300)
  try {
    expect(await end).toEqual([0, null])
    expect(performance.now() - started).toBeGreaterThan(1500)
  } finally {
    clearInterval(starving)
    child.kill('SIGKILL')
  }
}, 60_000)

test('one that waits for ever for what does not come is ended, later', async () => {
  const { end, said } = watched(`
    console.log('up')
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50)`)
  expect(await end).toEqual([null, 'SIGKILL'])
  const line = JSON.parse(said().split('\n')[1] ?? '') as { waitedMs: number; busyMs: number }
  expect(line.waitedMs).toBeGreaterThanOrEqual(9000)
  expect(line.busyMs).toBeLessThan(1500)
}, 60_000)

test('it ends with whom it watches', async () => {
  const { end } = watched(`setTimeout(async () => { await dog.stop(); console.log('done') }, 100)`)
  expect(await end).toEqual([0, null])
}, 60_000)
