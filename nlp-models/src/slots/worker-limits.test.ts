import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { createSlotRecogniser, type SlotRecogniser, type SlotRecogniserOptions } from './slot-recogniser.ts'

// A real thread that does what a text says, and stands still until the test opens its gate: nothing here depends on
// how fast the machine is. Waits that must not happen have limits beyond the time limit of a test.
const GATE = 0
const ANSWERS = 1
const CODE = `
  const { parentPort, workerData } = require('node:worker_threads')
  const shared = new Int32Array(workerData.shared)
  parentPort.on('message', ({ text }) => {
    if (text === 'gate') Atomics.wait(shared, ${GATE}, 0)
    if (text === 'hang') for (;;);
    if (text === 'die') process.exit(1)
    parentPort.postMessage({ value: { kind: 'person', value: text, by: 'rule' } })
    Atomics.add(shared, ${ANSWERS}, 1)
    Atomics.notify(shared, ${ANSWERS})
  })
  if (workerData.starts) parentPort.postMessage('ready')
`
const NEVER_MS = 600_000
const opened: SlotRecogniser[] = []
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

function setUp(limits: SlotRecogniserOptions = {}, starting: readonly ('ready' | 'silent' | 'fails')[] = []) {
  const shared = new Int32Array(new SharedArrayBuffer(8))
  let starts = 0
  const recogniser = createSlotRecogniser({
    answerMs: NEVER_MS,
    lineMs: NEVER_MS,
    stuckMs: NEVER_MS,
    pauseMs: NEVER_MS,
    ...limits,
    createWorker: () => {
      const how = starting[starts] ?? 'ready'
      starts += 1
      if (how === 'fails') throw new Error('no more threads')
      return new Worker(CODE, { eval: true, workerData: { shared: shared.buffer, starts: how === 'ready' } })
    },
  })
  opened.push(recogniser)
  const ask = async (text: string) =>
    (await recogniser.recognise({ text, language: 'en', kind: 'person' }))?.value
  return {
    recogniser,
    shared,
    ask,
    starts: () => starts,
    openGate() {
      Atomics.store(shared, GATE, 1)
      Atomics.notify(shared, GATE)
    },
    /** Asked again where a busy machine could not answer in time. */
    works: () => expect.poll(() => ask('hello'), { timeout: 15_000 }).toBe('hello'),
  }
}

test('a late answer is dropped, and the worker lives on', async () => {
  const { recogniser, ask, openGate, works, starts } = setUp({ answerMs: 50, lineMs: 50 })
  await recogniser.warm()
  expect(await ask('gate')).toBeUndefined()
  openGate()
  await works()
  expect(starts()).toBe(1)
})

test('an answer that came while this thread was blocked is not late', async () => {
  const { recogniser, shared, ask } = setUp({ answerMs: 1 })
  await recogniser.warm()
  // Blocked from here on, the event loop comes to its timers before it reads what the worker sent.
  await new Promise((resolve) => setImmediate(resolve))
  const answer = ask('hello')
  Atomics.wait(shared, ANSWERS, 0)
  const answered = performance.now()
  while (performance.now() < answered + 5);
  expect(await answer).toBe('hello')
})

test('a stuck worker is replaced, and the text that hung it is not tried again', async () => {
  const { recogniser, ask, works, starts } = setUp({ answerMs: 50, lineMs: 50, stuckMs: 100, pauseMs: 10 })
  await recogniser.warm()
  expect(await ask('hang')).toBeUndefined()
  await works()
  expect(starts()).toBe(2)
})

test('a worker that dies leaves its question without an answer and is replaced', async () => {
  const { recogniser, ask, works, starts } = setUp({ pauseMs: 10 })
  await recogniser.warm()
  expect(await Promise.all([ask('die'), ask('behind it')])).toEqual([undefined, undefined])
  await works()
  expect(starts()).toBe(2)
})

test('many questions at once are answered one after another, in their order', async () => {
  const { recogniser, ask } = setUp()
  await recogniser.warm()
  const asked = Array.from({ length: 200 }, (_, n) => `no ${n}`)
  const settled: (string | undefined)[] = []
  await Promise.all(asked.map((text) => ask(text).then((value) => settled.push(value))))
  expect(settled).toEqual(asked)
})

test('who waits behind a slow text has its full time once it is tried', async () => {
  const { recogniser, ask, openGate } = setUp({ answerMs: 1000 })
  await recogniser.warm()
  const [slow, behind] = [ask('gate'), ask('hello')]
  // By now the one behind has waited for as long as an answer may take.
  expect(await slow).toBeUndefined()
  openGate()
  expect(await behind).toBe('hello')
})

test('a line behind a text without end comes back without answers, and later ones do not wait', async () => {
  const { recogniser, ask, openGate, works, starts } = setUp({ answerMs: 20, lineMs: 40 })
  await recogniser.warm()
  const settled: string[] = []
  const asked = ['gate', ...Array.from({ length: 20 }, (_, n) => `no ${n}`)]
  const answers = asked.map((text) => ask(text).finally(() => settled.push(text)))
  expect(await Promise.all(answers)).toEqual(asked.map(() => undefined))
  expect(settled).toEqual(asked)
  openGate()
  await works()
  expect(starts()).toBe(1)
})

test('nobody waits in a line that has stood still for longer than a caller may wait', async () => {
  const { recogniser, ask } = setUp({ answerMs: 10, lineMs: 10 })
  await recogniser.warm()
  for (const text of ['gate', 'behind it', 'behind it']) await ask(text)
  const order: string[] = []
  const immediately = new Promise((resolve) => setImmediate(resolve)).then(() => order.push('next turn'))
  await ask('newcomer').then(() => order.push('newcomer'))
  await immediately
  expect(order).toEqual(['newcomer', 'next turn'])
})

test('without a ready worker the answer is there at once, and asking does not start a second one', async () => {
  const { ask, starts } = setUp({}, ['silent'])
  expect(await ask('hello')).toBeUndefined()
  expect(await ask('hello')).toBeUndefined()
  expect(starts()).toBe(1)
})

test('asking during the pause after a loss does not cut it short', async () => {
  const { recogniser, ask, starts } = setUp()
  await recogniser.warm()
  await ask('die')
  for (let n = 0; n < 5; n++) expect(await ask('hello')).toBeUndefined()
  expect(starts()).toBe(1)
})

test.each(['fails', 'silent'] as const)(
  'a start that %s is told to who awaits it and tried again',
  async (how) => {
    const { recogniser, works, starts } = setUp({ startMs: 500, pauseMs: 10 }, [how, how])
    await expect(recogniser.warm()).rejects.toThrow(
      how === 'fails' ? 'no more threads' : 'did not start in time',
    )
    await works()
    expect(starts()).toBeGreaterThanOrEqual(3)
  },
)

test('a worker that is ready and has nothing to do holds no process open', async () => {
  const threads = () => process.getActiveResourcesInfo().filter((one) => /Worker|MessagePort/.test(one))
  const before = threads()
  const { recogniser, ask } = setUp()
  await recogniser.warm()
  expect(await ask('hello')).toBe('hello')
  expect(threads()).toEqual(before)
})

test('closing during work ends the questions and starts no other worker', async () => {
  const { recogniser, ask, starts } = setUp({ pauseMs: 0 })
  await recogniser.warm()
  const asked = [ask('gate'), ask('behind it')]
  await recogniser.close()
  expect(await Promise.all(asked)).toEqual([undefined, undefined])
  expect(await ask('hello')).toBeUndefined()
  await recogniser.warm()
  expect(starts()).toBe(1)
})

test('closing during a start, and during a pause, ends who awaits the worker without an error', async () => {
  const cold = setUp({}, ['silent'])
  const paused = setUp()
  await paused.recogniser.warm()
  await paused.ask('die')
  for (const { recogniser, starts } of [cold, paused]) {
    const warmed = recogniser.warm()
    await recogniser.close()
    await warmed
    expect(starts()).toBe(1)
  }
})
