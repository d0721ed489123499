import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { encodeModel, type Language, type Model, type Understanding } from '@parley/nlp-models'
import type { FromReading, ToReading } from './reading.ts'

const MOST_HEAP_MB = 256

export interface CarefulLimits {
  /** For one text, on a clock that a busy machine does not slow: the process sees to its processor time itself. */
  readonly textMs: number
  /** Until the process has its model. */
  readonly startMs: number
  /** Without a text for so long the process is let go. */
  readonly idleMs: number
}

const LIMITS: CarefulLimits = { textMs: 15_000, startMs: 60_000, idleMs: 30_000 }

/** Reads one text after another where it can do no harm. */
export interface CarefulReader {
  /** @throws Error when the text takes too long, too much memory, or cannot be read */
  read(model: Model, text: string, language?: Language, today?: string): Promise<Understanding>
  close(): Promise<void>
}

interface Held {
  readonly child: ChildProcess
  readonly version: string
}

/**
 * A process of its own for texts of threads that do not get on: one that loops for ever is killed, one that eats memory
 * has little of it, and the worker goes on with everybody else's. It is started at the first need.
 */
export function createCarefulReader(limits: Partial<CarefulLimits> = {}): CarefulReader {
  const { textMs, startMs, idleMs } = { ...LIMITS, ...limits }
  let held: Held | undefined
  let idle: NodeJS.Timeout | undefined
  let line: Promise<unknown> = Promise.resolve()

  const letGo = (): void => {
    held?.child.kill('SIGKILL')
    held = undefined
  }
  const processFor = async (model: Model): Promise<ChildProcess> => {
    if (held && held.version === model.version && held.child.connected) return held.child
    letGo()
    const child = forkReading()
    held = { child, version: model.version }
    await ask(child, { kind: 'model', bytes: encodeModel(model) }, startMs)
    return child
  }
  const readOne = async (
    model: Model,
    text: string,
    language?: Language,
    today?: string,
  ): Promise<Understanding> => {
    clearTimeout(idle)
    try {
      const child = await processFor(model)
      const told = await ask(
        child,
        { kind: 'text', text, ...(language ? { language } : {}), ...(today ? { today } : {}) },
        textMs,
      )
      if (told.kind === 'read') return told.understanding
      throw new Error(`This message cannot be read: ${told.kind === 'failed' ? told.why : told.kind}.`)
    } catch (error) {
      letGo()
      throw error
    } finally {
      idle = setTimeout(letGo, idleMs).unref()
    }
  }
  return {
    read(model, text, language, today) {
      const reading = line.then(() => readOne(model, text, language, today))
      line = reading.catch(() => undefined)
      return reading
    },
    async close() {
      await line
      clearTimeout(idle)
      letGo()
    },
  }
}

/** From sources it runs through the loader that the parent runs through. */
function forkReading(): ChildProcess {
  const sources = import.meta.url.endsWith('.ts')
  const file = new URL(sources ? './reading-process.ts' : './reading-process.js', import.meta.url)
  // biome-ignore lint/style/noProcessEnv: a setting of Node, not of Parley: how to run holds for this process too.
  const { NODE_OPTIONS } = process.env
  const child = fork(fileURLToPath(file), [], {
    execArgv: [
      `--max-old-space-size=${MOST_HEAP_MB}`,
      ...(sources ? ['--conditions=source', '--import', 'tsx'] : []),
    ],
    // The settings of the server, secrets among them, are not its business.
    env: NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // What becomes of it is seen by whoever asks it.
  child.on('error', () => undefined)
  return child
}

/** @throws Error when there is no answer in time, or the process ends before */
function ask(child: ChildProcess, told: ToReading, withinMs: number): Promise<FromReading> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      clearTimeout(timer)
      child.off('message', onMessage)
      child.off('exit', onExit)
      then()
    }
    const onMessage = (answer: unknown): void => settle(() => resolve(answer as FromReading))
    const onExit = (): void => settle(() => reject(new Error('The process that read this message ended.')))
    const onLate = (): void =>
      settle(() => reject(new Error(`This message was not read within ${withinMs} ms.`)))
    const timer = setTimeout(onLate, withinMs)
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send(told, (error) => {
      if (error) onExit()
    })
  })
}
