import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { descendantsNamed } from '../../scripts/lib/proc.ts'

const dist = new URL('../dist/turns/careful/careful-reader.js', import.meta.url).href
const models = new URL('../../nlp-models/dist/index.js', import.meta.url).href

const looping = `data:text/javascript,${encodeURIComponent(`
  const { normalize } = String.prototype
  String.prototype.normalize = function (form) {
    if (this.includes('☠')) for (;;) continue
    return normalize.call(this, form)
  }
`)}`

/** A worker that reads one text carefully, says so, and has nothing else to do. */
function worker(text: string) {
  const program = `
    import { createCarefulReader } from ${JSON.stringify(dist)}
    import { defaultModelPath, loadModel } from ${JSON.stringify(models)}
    const reader = createCarefulReader()
    const model = await loadModel(defaultModelPath)
    await reader.read(model, 'hello')
    console.log('up')
    await reader.read(model, ${JSON.stringify(text)}).then(() => console.log('read'), (error) => console.log(error.message))
    await reader.close()`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: `--import ${looping}` },
  })
}

test('a text that never ends costs the process that reads it one second of work, and no other', async () => {
  const child = worker('☠')
  let said = ''
  child.stdout.on('data', (piece) => (said += piece))
  expect(await once(child, 'close')).toEqual([0, null])
  expect(said).toBe('up\nThe process that read this message ended.\n')
}, 60_000)

test('whoever reads for a worker that was killed does not stay behind', async () => {
  const child = worker('☠')
  await once(child.stdout, 'data')
  const readers = descendantsNamed(child.pid ?? 0, 'node')
  expect(readers).toHaveLength(1)
  child.kill('SIGKILL')
  await once(child, 'close')
  await expect
    .poll(() => readers.filter((pid) => isAlive(pid)), { timeout: 20_000, interval: 200 })
    .toEqual([])
}, 60_000)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
