import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { toErrorBody } from '../errors.ts'
import { watchMemory } from './memory.ts'

test('takes nothing in while memory is nearly full, and again once it has eased', async () => {
  const events: string[] = []
  const log = {
    warn: ({ event }: { event: string }) => void events.push(event),
    info: ({ event }: { event: string }) => void events.push(event),
  } as never
  let used = 0.74
  const memory = watchMemory({ log, usedShare: () => used, everyMs: 5 })
  const refusal = () => {
    try {
      memory.assert()
      return undefined
    } catch (error) {
      return toErrorBody(error).error
    }
  }
  const pass = () => new Promise((resolve) => setTimeout(resolve, 30))
  await pass()
  expect(refusal()).toBeUndefined()
  used = 0.76
  await expect.poll(refusal).toMatchObject({ code: 'store_unavailable', details: { retryAfter: 2 } })
  used = 0.7
  await pass()
  expect(refusal()).toBeDefined()
  used = 0.64
  await expect.poll(refusal).toBeUndefined()
  await memory.stop()
  expect(events).toEqual(['memory.low', 'memory.room'])
})

test('a real heap that fills is noticed before it ends the process', async () => {
  const code = `
    const { watchMemory } = await import(${JSON.stringify(new URL('./memory.ts', import.meta.url).href)})
    const log = { warn: ({ event }) => console.log(event), info: () => undefined }
    const memory = watchMemory({ log, everyMs: 5 })
    const kept = []
    const isFull = () => { try { memory.assert(); return false } catch { return true } }
    while (!isFull() && kept.length < 10_000) {
      kept.push(Array.from({ length: 5_000 }, (_, n) => ({ n })))
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    console.log(isFull() ? 'refuses' : 'noticed nothing')
    await memory.stop()
  `
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=128',
    ...['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', code],
  ])
  expect(stdout.trim().split('\n')).toEqual(['memory.low', 'refuses'])
})
