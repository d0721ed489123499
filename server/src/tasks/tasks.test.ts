import { pino } from 'pino'
import { expect, test } from 'vitest'
import { storeOfFile } from '../../test/support/store.ts'
import { AppError } from '../errors.ts'
import { createStoreClock } from '../storage/clock.ts'
import { startTaskRunner, type TaskRunner } from './runner.ts'
import { tasksOn } from './task.ts'
import { createTasks } from './tasks.ts'

const file = storeOfFile()
const by = { id: 'u_1', name: 'Ada' }

async function open(runners: Record<string, TaskRunner>, name = 'one') {
  const clock = await createStoreClock(file.admin)
  const runner = startTaskRunner({
    connection: file.admin,
    clock,
    name,
    runners,
    log: pino({ level: 'silent' }),
  })
  return {
    tasks: createTasks(file.admin),
    stop: async () => {
      await runner.stop()
      clock.stop()
    },
  }
}

const ended = async (id: string, state: string) =>
  await expect
    .poll(async () => (await createTasks(file.admin).find(id)).state, { timeout: 15_000 })
    .toBe(state)

test('a task runs, tells how far it is, and keeps its result', async () => {
  const { tasks, stop } = await open({
    count: async ({ input, progress }) => {
      const { upTo } = input as { upTo: number }
      for (let n = 1; n <= upTo; n++) progress(n, upTo)
      return { counted: upTo }
    },
  })
  const { id, state } = await tasks.begin({ kind: 'count', by, input: { upTo: 7 } })
  expect(state).toBe('queued')
  await ended(id, 'done')
  expect(await tasks.find(id)).toMatchObject({ by, result: { counted: 7 } })
  expect((await tasks.list('count')).map((task) => task.id)).toEqual([id])
  await stop()
})

test('what may run once at a time is refused the second time, and free again afterwards', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { tasks, stop } = await open({ train: async () => await held })
  const wish = { kind: 'train', by, input: {}, only: 'train' }
  const first = await tasks.begin(wish)
  await expect(tasks.begin(wish)).rejects.toMatchObject({
    code: 'already_running',
    details: { task: { id: first.id } },
  })
  release()
  await ended(first.id, 'done')
  const second = await tasks.begin(wish)
  await ended(second.id, 'done')
  await stop()
})

test('a cancelled task stops, queued or running', async () => {
  const { tasks, stop } = await open({
    wait: async ({ signal }) =>
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  const running = await tasks.begin({ kind: 'wait', by, input: {} })
  await ended(running.id, 'running')
  const queued = await tasks.begin({ kind: 'wait', by, input: {} })
  expect((await tasks.cancel(queued.id)).state).toBe('cancelled')
  await tasks.cancel(running.id)
  await ended(running.id, 'cancelled')
  await stop()
})

test('a failure is told in words and without the inside of the server', async () => {
  const { tasks, stop } = await open({
    refuse: () => Promise.reject(new AppError('invalid_request', { message: 'Line 3 has no name.' })),
    break: () => Promise.reject(new Error('secret detail')),
  })
  const refused = await tasks.begin({ kind: 'refuse', by, input: {} })
  const broken = await tasks.begin({ kind: 'break', by, input: {} })
  await ended(refused.id, 'failed')
  await ended(broken.id, 'failed')
  expect((await tasks.find(refused.id)).error).toEqual({
    code: 'invalid_request',
    message: 'Line 3 has no name.',
  })
  expect((await tasks.find(broken.id)).error?.message).not.toContain('secret')
  await stop()
})

test('a process that ends puts its task back; the next goes on at the checkpoint, and the try does not count', async () => {
  const seen: unknown[] = []
  const runner: TaskRunner = async ({ checkpoint, save, signal }) => {
    seen.push(checkpoint)
    if (checkpoint !== undefined) return 'went on'
    await save({ line: 5 }, 5, 10)
    return await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    )
  }
  const first = await open({ work: runner })
  const { id } = await first.tasks.begin({ kind: 'work', by, input: {} })
  await expect.poll(async () => (await first.tasks.find(id)).progress.done).toBe(5)
  await first.stop()
  expect((await first.tasks.find(id)).state).toBe('queued')
  const second = await open({ work: runner }, 'two')
  await ended(id, 'done')
  expect(seen).toEqual([undefined, { line: 5 }])
  expect(await tasksOn(file.admin).findById(id).lean()).toMatchObject({ tries: 1, result: 'went on' })
  await second.stop()
})

test('what a dead process left is taken up when its lease has run out, three times at most', async () => {
  const model = tasksOn(file.admin)
  const { tasks, stop } = await open({ work: () => Promise.resolve('done by another') })
  const leave = async (tries: number) => {
    const { id } = await tasks.begin({ kind: 'left', by, input: {} })
    const lease = { by: 'dead', until: new Date(Date.now() - 1) }
    await model.updateOne({ _id: id }, { $set: { kind: 'work', state: 'running', tries, lease } })
    return id
  }
  const once = await leave(1)
  const thrice = await leave(3)
  await ended(once, 'done')
  await ended(thrice, 'failed')
  await stop()
})
